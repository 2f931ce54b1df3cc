// One picture for the hub: from the camera at its best, or a file that a person has chosen.
const MOST_BYTES = 20e6;
const LONGEST_PX = 4096;
const QUALITY = 0.92;
const AS_IT_IS = new Set(['image/jpeg', 'image/png']);

interface TakesPhotos { takePhoto(): Promise<Blob> }
type Capture = new (track: MediaStreamTrack) => TakesPhotos;

/** The camera's own still where the browser can take one (larger than the video), else the newest frame. */
export async function takePhoto(video: HTMLVideoElement, stream: MediaStream): Promise<Blob> {
  const Capture = (window as { ImageCapture?: Capture }).ImageCapture;
  const track = stream.getVideoTracks()[0];
  if (Capture && track) {
    try {
      return await new Capture(track).takePhoto();
    } catch (problem) {
      if (!(problem instanceof DOMException)) throw problem; // this camera takes no stills: its frames do
    }
  }
  return encoded(video, video.videoWidth, video.videoHeight);
}

/** A chosen file as the hub takes it; one of another kind, or too heavy, is drawn anew if the browser can read it. */
export async function forHub(file: Blob): Promise<Blob> {
  if (AS_IT_IS.has(file.type) && file.size <= MOST_BYTES) return file;
  const bitmap = await createImageBitmap(file).catch(() => null);
  if (!bitmap) return file; // the hub says what it is
  const scale = Math.min(1, LONGEST_PX / Math.max(bitmap.width, bitmap.height));
  return encoded(bitmap, Math.round(bitmap.width * scale), Math.round(bitmap.height * scale));
}

function encoded(source: CanvasImageSource, width: number, height: number): Promise<Blob> {
  const canvas = document.createElement('canvas');
  [canvas.width, canvas.height] = [width, height];
  canvas.getContext('2d')!.drawImage(source, 0, 0, width, height);
  return new Promise((done, failed) => {
    canvas.toBlob((blob) => (blob ? done(blob) : failed(new Error(`a picture of ${width} x ${height} could not be encoded`))), 'image/jpeg', QUALITY);
  });
}

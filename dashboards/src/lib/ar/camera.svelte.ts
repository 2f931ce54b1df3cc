// The device's camera: asked for only when a person wants it, and what is wrong is a state with words.
export type CameraState = 'off' | 'starting' | 'on' | 'denied' | 'none' | 'busy' | 'ended';

const WISH: MediaStreamConstraints = {
  audio: false,
  video: { facingMode: { ideal: 'environment' }, width: { ideal: 1280 }, height: { ideal: 960 }, frameRate: { ideal: 30 } },
};
const WHY: Record<string, CameraState> = { NotAllowedError: 'denied', SecurityError: 'denied', NotFoundError: 'none', OverconstrainedError: 'none', NotReadableError: 'busy', AbortError: 'busy' };

/** Whether this page may ask for a camera at all: browsers give it over HTTPS and on this very machine only. */
export const mayAsk = (): boolean => window.isSecureContext && Boolean(navigator.mediaDevices?.getUserMedia);

export class Camera {
  state = $state<CameraState>('off');
  stream = $state.raw<MediaStream | null>(null);

  async start(): Promise<void> {
    this.state = 'starting';
    try {
      const stream = await navigator.mediaDevices.getUserMedia(WISH);
      if (this.state !== 'starting') return stopAll(stream); // closed meanwhile
      for (const track of stream.getVideoTracks()) track.onended = () => this.#end('ended');
      this.stream = stream;
      this.state = 'on';
    } catch (problem) {
      if (!(problem instanceof DOMException)) throw problem;
      this.#end(WHY[problem.name] ?? 'busy');
    }
  }

  stop(): void { this.#end('off'); }

  #end(state: CameraState): void {
    if (this.stream) stopAll(this.stream);
    this.stream = null;
    this.state = state;
  }
}

function stopAll(stream: MediaStream): void {
  for (const track of stream.getTracks()) { track.onended = null; track.stop(); }
}

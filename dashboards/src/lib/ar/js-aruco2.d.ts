// The little of js-aruco2 that is used here; the package has no types of its own.
declare module 'js-aruco2' {
  export interface Marker { id: number; corners: { x: number; y: number }[]; hammingDistance: number }
  export interface Detector {
    grey: { width: number; height: number; data: ArrayLike<number> };
    detect(image: ImageData): Marker[];
    dictionary: Dictionary;
    notTooNear(candidates: unknown[], leastPx: number): unknown[];
  }
  interface Dictionary { codeList: string[] }
  const library: {
    AR: {
      Detector: new (config: { dictionaryName: string; maxHammingDistance: number }) => Detector;
      Dictionary: new (name: string) => Dictionary;
    };
  };
  export default library;
}

// The part of swagger-ui-dist that src/docs.ts calls; the package brings no types.
declare module 'swagger-ui-dist/swagger-ui-es-bundle.js' {
  interface Wishes { defaultModelsExpandDepth?: number; dom_id: string; url: string; validatorUrl: string | null; deepLinking: boolean }
  export default function SwaggerUI(wishes: Wishes): unknown;
}

// The documentation of the hub's API, drawn from its own OpenAPI document. A page of its own, so that nobody else
// loads Swagger UI, which is larger than all dashboards together.
import SwaggerUI from 'swagger-ui-dist/swagger-ui-es-bundle.js';
import 'swagger-ui-dist/swagger-ui.css';

SwaggerUI({
  dom_id: '#docs',
  url: './api/openapi.json',
  validatorUrl: null, // it would send our document to another host
  deepLinking: true,
  defaultModelsExpandDepth: 0, // hundreds of schemas are drawn when somebody opens them
});

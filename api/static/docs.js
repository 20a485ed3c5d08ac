"use strict";
// validatorUrl: null keeps Swagger UI from sending our description to a validator elsewhere.
SwaggerUIBundle({ url: "openapi.json", dom_id: "#swagger-ui", deepLinking: true, validatorUrl: null });

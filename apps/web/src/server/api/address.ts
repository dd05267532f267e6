/** Where the HTTP API lies on the server; its version is a part of it. */
export const API_PATH = "/api/v1";

/** True under `next dev`. A constant of the build, not of the environment, so the proxy may read it without the rest. */
export const DEVELOPMENT = process.env.NODE_ENV === "development";

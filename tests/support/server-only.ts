// Stands in for the package "server-only", which throws wherever React's server build is not in use.
export {};

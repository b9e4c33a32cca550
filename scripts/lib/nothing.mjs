// Stands in for packages that are only markers, such as "server-only", which throws wherever React's server build is not in use.
export {};

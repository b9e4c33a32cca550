// Stands in for packages that are only markers, such as "server-only".
export {};

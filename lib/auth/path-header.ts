/** The path and query of the request, set by proxy.ts (a page does not know its own address); a client's own is replaced. */
export const pathHeader = "x-seatwise-path";

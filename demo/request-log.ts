import type { RouteName } from "./faults";

export type RequestLogEntry = {
  method: string;
  /** Without the query. */
  path: string;
  query: string;
  /** Undefined for paths that are no route of Graph or Entra. */
  route: RouteName | undefined;
  /** 0 while the answer is still being made. */
  status: number;
  at: Date;
  /** As the client sent it. */
  clientRequestId: string | undefined;
};

/** Every request the emulator got, in the order of arrival. */
export class RequestLog {
  entries: RequestLogEntry[] = [];

  reset(): void {
    this.entries = [];
  }

  of(route: RouteName): RequestLogEntry[] {
    return this.entries.filter((entry) => entry.route === route);
  }
}

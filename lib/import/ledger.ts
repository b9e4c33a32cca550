/** The proof of an import: what was asked, read and written. Kept with the run's part for the portal. */
export type ImportLedger = {
  requests: number;
  /** by HTTP status; `none` where no answer came. Missing in ledgers of earlier versions. */
  requestsByStatus?: Record<string, number>;
  retries: number;
  /** waited because Microsoft asked for it, or before a retry */
  waitedMs: number;
  bytes: number;
  userPages: number;
  /** users read, each counted once */
  usersRead: number;
  /** Graph's own count; null where the tenant offers none */
  usersCounted: number | null;
  duplicateUsers: number;
  /** how often reading began anew because a page token had expired */
  restarts: number;
  skusRead: number;
  skusExcluded: number;
  subscriptionsRead: number | null;
  groupsRead: number | null;
  contacts: RowCounts;
  assignments: RowCounts;
  licences: RowCounts;
  products: RowCounts;
  durationMs: number;
  /** Microsoft's id of each request, newest last; at most `MAX_REQUEST_IDS` */
  requestIds: string[];
};

/** Counted when a merge is committed: an import that changed nothing says so. */
export type WrittenRows = Pick<ImportLedger, "contacts" | "assignments" | "licences" | "products">;

export type RowCounts = { created: number; updated: number; unchanged: number; vanished: number };

const MAX_REQUEST_IDS = 200;

const noRows = (): RowCounts => ({ created: 0, updated: 0, unchanged: 0, vanished: 0 });

export function emptyLedger(): ImportLedger {
  return {
    requests: 0,
    requestsByStatus: {},
    retries: 0,
    waitedMs: 0,
    bytes: 0,
    userPages: 0,
    usersRead: 0,
    usersCounted: null,
    duplicateUsers: 0,
    restarts: 0,
    skusRead: 0,
    skusExcluded: 0,
    subscriptionsRead: null,
    groupsRead: null,
    contacts: noRows(),
    assignments: noRows(),
    licences: noRows(),
    products: noRows(),
    durationMs: 0,
    requestIds: [],
  };
}

/** Enters one request that was made, whatever its outcome. */
export function enterRequest(
  ledger: ImportLedger,
  request: { status: number | null; attempt: number; waitedMs: number; bytes: number; requestId?: string | null },
): void {
  ledger.requests += 1;
  const status = String(request.status ?? "none");
  ledger.requestsByStatus = { ...ledger.requestsByStatus, [status]: (ledger.requestsByStatus?.[status] ?? 0) + 1 };
  if (request.attempt > 1) ledger.retries += 1;
  ledger.waitedMs += request.waitedMs;
  ledger.bytes += request.bytes;
  if (request.requestId && ledger.requestIds.length < MAX_REQUEST_IDS) ledger.requestIds.push(request.requestId);
}

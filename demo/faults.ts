import { isEntraCode } from "./entra-errors";

export const ROUTES = [
  "token",
  "organization",
  "subscribedSkus",
  "users",
  "usersCount",
  "subscriptions",
  "groups",
] as const;
export type RouteName = (typeof ROUTES)[number];

/** Faults that stand in for the answer, or spoil its delivery. */
const WIRE_KINDS = [
  "throttle429",
  "unavailable503",
  "error500",
  "gateway504",
  "slow",
  "cutBody",
  "html200",
  "html502",
  "wrongShape",
  "expiredPageToken",
  "revokedSecret",
  "forbidden403",
  "tokenWithoutAccessToken",
  "unauthorized401",
  "oversizedBody",
  "entraError",
  "graphError",
] as const;

/** Faults inside an otherwise good page of a list. */
const PAGE_KINDS = ["foreignNextLink", "loopingNextLink", "duplicateUsers", "truncated", "emptyPage"] as const;

type WireFaultKind = (typeof WIRE_KINDS)[number];
type PageFaultKind = (typeof PAGE_KINDS)[number];

type FaultScope = {
  /** Which route it hits. Without: any Graph route, and never the token endpoint. */
  route?: RouteName;
  /** Only this tenant's requests. */
  tenantId?: string;
  /** Spares the first so many pages of a list. A request that is not part of a list is its page 1. */
  afterPage?: number;
  /** How many requests it hits before it is gone; 1 without, Infinity (in JSON: null) for always. */
  times?: number | null;
};

type Payload = {
  throttle429: { retryAfterSeconds?: number; retryAfterDate?: string };
  unavailable503: { retryAfterSeconds?: number };
  slow: { ms: number };
  wrongShape: { shape?: "object" | "missing" };
  foreignNextLink: { origin: string };
  /** How many users of the page before are repeated; 3 without. */
  duplicateUsers: { count?: number };
  oversizedBody: { bytes?: number };
  /** Any refusal of the token endpoint, by its AADSTS number. */
  entraError: { aadsts: number; retryAfterSeconds?: number };
  /** Any refusal of Graph; `inner` goes into the inner error. */
  graphError: {
    status: number;
    code: string;
    message?: string;
    inner?: Record<string, unknown>;
    retryAfterSeconds?: number;
  };
};

export type Fault = {
  [Kind in WireFaultKind | PageFaultKind]: FaultScope & { kind: Kind } & (Kind extends keyof Payload
      ? Payload[Kind]
      : unknown);
}[WireFaultKind | PageFaultKind];

/** These make sense at the token endpoint only, and need not name it. */
const TOKEN_KINDS: readonly string[] = ["revokedSecret", "tokenWithoutAccessToken", "entraError"];
/** These need a page before the one they hit. */
const LATER_PAGE_KINDS: readonly string[] = ["expiredPageToken", "duplicateUsers"];

type Armed = { fault: Fault; route: RouteName | "anyGraph"; afterPage: number; left: number };

export type FaultTarget = { route: RouteName; tenantId: string | undefined; page: number };

/** Says what goes wrong next. Faults are used up in the order in which they were added. */
export class FaultSwitchboard {
  private armed: Armed[] = [];

  add(fault: Fault): void {
    if (![...WIRE_KINDS, ...PAGE_KINDS].some((kind) => kind === fault.kind)) {
      throw new Error(`unknown fault ${String(fault.kind)}`);
    }
    if (fault.route !== undefined && !ROUTES.includes(fault.route)) throw new Error(`unknown route ${fault.route}`);
    if (fault.kind === "entraError" && !isEntraCode(fault.aadsts)) throw new Error(`unknown AADSTS${fault.aadsts}`);
    const isToken = fault.route === "token";
    if (fault.route && (fault.kind === "graphError" ? isToken : fault.kind === "entraError" && !isToken)) {
      throw new Error(`${fault.kind} does not belong to ${fault.route}`);
    }
    const isPageKind = PAGE_KINDS.some((kind) => kind === fault.kind);
    const ownRoute = TOKEN_KINDS.includes(fault.kind) ? "token" : isPageKind ? "users" : "anyGraph";
    this.armed.push({
      fault,
      route: fault.route ?? ownRoute,
      afterPage: fault.afterPage ?? (LATER_PAGE_KINDS.includes(fault.kind) ? 1 : 0),
      left: fault.times === undefined ? 1 : (fault.times ?? Number.POSITIVE_INFINITY),
    });
  }

  clear(): void {
    this.armed = [];
  }

  /** How many faults wait for their request; one with times 3 counts once. */
  get pending(): number {
    return this.armed.length;
  }

  /** Takes the first fault that fits the request and is of one of these kinds. */
  take<Kind extends Fault["kind"]>(
    target: FaultTarget,
    kinds: readonly Kind[],
  ): Extract<Fault, { kind: Kind }> | undefined {
    const hit = this.armed.find(
      ({ fault, route, afterPage }) =>
        kinds.some((kind) => kind === fault.kind) &&
        (route === "anyGraph" ? target.route !== "token" : route === target.route) &&
        (fault.tenantId === undefined || fault.tenantId === target.tenantId) &&
        target.page > afterPage,
    );
    if (hit === undefined) return undefined;
    hit.left--;
    if (hit.left <= 0) this.armed = this.armed.filter((armed) => armed !== hit);
    return hit.fault as Extract<Fault, { kind: Kind }>;
  }

  /** Takes the next fault that concerns the answer as a whole, except that it is slow. */
  takeWire(target: FaultTarget) {
    return this.take(
      target,
      WIRE_KINDS.filter((kind) => kind !== "slow"),
    );
  }
}

/** What brings something back that cannot be synchronised. What the portal has lost itself comes back with nothing of ours. */
export type WayOut =
  /** its portal was deleted, and can be connected again */
  | { kind: "reconnect"; portalId: string }
  /** its portal was deleted, and another one has taken its place */
  | { kind: "replaced"; portalName: string }
  /** excluded by itself, until somebody removes that */
  | { kind: "exclusion"; portalId: string; portalName: string; skuId: string; isEnabled: boolean }
  /** excluded by itself up to a day, YYYY-MM-DD */
  | { kind: "ending"; portalId: string; endsOn: string }
  /** excluded by the rule for free and viral SKUs */
  | { kind: "free"; portalId: string }
  /** nothing keeps it away any more: its portal is connected again, or it is not excluded any more */
  | { kind: "import"; portalId: string; isReconnected: boolean; isEnabled: boolean };

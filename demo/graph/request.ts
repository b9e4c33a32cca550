import type { FaultTarget } from "../faults";
import type { DemoTenant } from "../tenant/model";
import type { Call, World } from "../world";

/** A request that got past the token check. */
export type GraphRequest = {
  world: World;
  call: Call;
  tenant: DemoTenant;
  roles: ReadonlySet<string>;
  target: FaultTarget;
  /** The part of the path that names one entity, where the route has one. */
  entityId: string | undefined;
};

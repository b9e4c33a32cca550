import { type Answer, answerJson } from "./answer";
import type { Fault } from "./faults";
import { computeTruth } from "./truth";
import type { Call, DemoApp, World } from "./world";

/** /_demo: lets somebody who plays with the running demo break it, and see what is true in it. */
export function answerControl(world: World, call: Call): Answer {
  const command = `${call.method} ${call.url.pathname}`;
  switch (command) {
    case "POST /_demo/faults":
      try {
        world.faults.add(JSON.parse(call.body) as Fault);
        return answerJson(201, { pending: world.faults.pending });
      } catch (error) {
        return answerJson(400, { error: error instanceof Error ? error.message : String(error) });
      }
    case "DELETE /_demo/faults":
      world.faults.clear();
      return answerJson(200, { pending: 0 });
    case "POST /_demo/apps":
      return answerJson(201, registerApp(world, JSON.parse(call.body) as Partial<DemoApp>));
    case "GET /_demo/state":
      return answerJson(200, {
        tenants: world.tenants.map((tenant) => ({
          id: tenant.id,
          displayName: tenant.displayName,
          users: tenant.users.length,
          skus: computeTruth(tenant),
        })),
      });
    default:
      return answerJson(404, { error: `no ${command}` });
  }
}

/** Registers an app, or changes one: what is given takes the place of what was there. */
function registerApp(world: World, given: Partial<DemoApp>): { clientId: string } {
  const { clientId = "", tenantId = "" } = given;
  const known = world.apps.find((app) => app.clientId === clientId);
  if (known) Object.assign(known, given);
  else world.apps.push({ roles: [], ...given, clientId, tenantId });
  return { clientId };
}

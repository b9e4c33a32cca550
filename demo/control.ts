import { type Answer, answerJson } from "./answer";
import type { Fault } from "./faults";
import type { DemoSku, DemoSubscription } from "./tenant/model";
import { computeTruth } from "./truth";
import { type Call, type DemoApp, findTenant, type World } from "./world";

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
    case "DELETE /_demo/skus":
      return withdrawSku(world, JSON.parse(call.body) as { tenantId: string; skuId: string });
    case "POST /_demo/skus":
      return putBackSku(world, JSON.parse(call.body) as Subscribed);
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

/** What a tenant has of one SKU. */
type Subscribed = { tenantId: string; sku: DemoSku; subscriptions: DemoSubscription[] };

/** Takes a SKU that nobody holds out of a tenant, and answers what POST puts back. */
function withdrawSku(world: World, { tenantId, skuId }: { tenantId: string; skuId: string }): Answer {
  const tenant = findTenant(world, tenantId);
  const sku = tenant?.skus.find((each) => each.skuId === skuId);
  if (!tenant || !sku) return answerJson(404, { error: `no ${skuId} in ${tenantId}` });
  if (sku.consumedUnits > 0) return answerJson(409, { error: `${sku.consumedUnits} people hold ${sku.skuPartNumber}` });
  const subscriptions = tenant.subscriptions.filter((each) => each.skuId === skuId);
  tenant.skus = tenant.skus.filter((each) => each !== sku);
  tenant.subscriptions = tenant.subscriptions.filter((each) => each.skuId !== skuId);
  return answerJson(200, { tenantId, sku, subscriptions } satisfies Subscribed);
}

function putBackSku(world: World, { tenantId, sku, subscriptions }: Subscribed): Answer {
  const tenant = findTenant(world, tenantId);
  if (!tenant) return answerJson(404, { error: `no ${tenantId}` });
  tenant.skus.push(sku);
  tenant.subscriptions.push(...subscriptions);
  return answerJson(201, { skus: tenant.skus.length });
}

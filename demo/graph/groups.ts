import { type Answer, answerJson, GraphRefusal } from "../answer";
import { applyFilter } from "./filter";
import { answerPage } from "./paging";
import { choose, contextOf, type EntityShape, project } from "./projection";
import { badRequest, readQuery } from "./query";
import type { GraphRequest } from "./request";

const DEFAULTS = [
  "id",
  "createdDateTime",
  "description",
  "displayName",
  "groupTypes",
  "mail",
  "mailEnabled",
  "mailNickname",
  "onPremisesSyncEnabled",
  "securityEnabled",
  "visibility",
];
const SHAPE: EntityShape = {
  typeName: "group",
  properties: new Set([...DEFAULTS, "assignedLicenses", "licenseProcessingState", "membershipRule"]),
  defaults: DEFAULTS,
};
const GUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** GET /groups */
export function answerGroups({ world, call, tenant, target }: GraphRequest): Answer {
  const query = readQuery(call, ["$select", "$top", "$count", "$filter", "$skiptoken"]);
  const names = choose(SHAPE, query.select);
  return answerPage(world, call, target, {
    path: "groups",
    items: applyFilter(tenant.groups, query),
    query,
    topMax: 999,
    toEntity: (group) => project(group, names),
  });
}

/** GET /groups/{id} */
export function answerGroup({ call, tenant, entityId = "" }: GraphRequest): Answer {
  const query = readQuery(call, ["$select"]);
  const names = choose(SHAPE, query.select);
  if (!GUID.test(entityId)) throw badRequest(`Invalid object identifier '${entityId}'.`);
  const group = tenant.groups.find(({ id }) => id === entityId.toLowerCase());
  if (group === undefined) {
    throw new GraphRefusal(
      404,
      "Request_ResourceNotFound",
      `Resource '${entityId}' does not exist or one of its queried reference-property objects are not present.`,
    );
  }
  const context = `${contextOf(call.url.origin, "groups", query.select)}/$entity`;
  return answerJson(200, { "@odata.context": context, ...project(group, names) });
}

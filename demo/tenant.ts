import { assign, countConsumed } from "./tenant/change";
import { createGroups } from "./tenant/groups";
import { addViolations, handOutLicences } from "./tenant/licences";
import type { DemoTenant } from "./tenant/model";
import { createPeople, type PeopleOptions } from "./tenant/people";
import { createRandom, type Random } from "./tenant/random";
import { skuIdOf } from "./tenant/skus";
import { buySkus } from "./tenant/subscriptions";

export type { DemoTenant } from "./tenant/model";

export const contosoTenantId = "3b0c6a52-8d0f-4a7e-9a53-6f1e2d4c8b90";

export type ContosoOptions = {
  /** All accounts: staff, guests, rooms, shared mailboxes. */
  userCount?: number;
  seed?: number;
  tenantId?: string;
  displayName?: string;
  domain?: string;
  /** What the dates in the tenant are counted from. */
  now?: Date;
};

/** A believable company: the same seed gives the same people, groups and licences. */
export function createContoso(options: ContosoOptions = {}): DemoTenant {
  const now = options.now ?? new Date();
  const random = createRandom(options.seed ?? 365);
  const domain = options.domain ?? "contoso.com";
  const displayName = options.displayName ?? "Contoso";
  const initialDomain = `${domain.split(".")[0]}.onmicrosoft.com`;
  const { licensing, groups } = createGroups(random, now);
  const peopleOptions = { domain, initialDomain, companyName: `${displayName} GmbH`, now };
  const people = createPeople(random, options.userCount ?? 1_200, peopleOptions);
  handOutLicences(random, now, people, licensing);
  addViolations(now, people, licensing);
  const users = people.map((person) => person.user);
  const deletedUsers = createDeleted(random, peopleOptions);
  return {
    id: options.tenantId ?? contosoTenantId,
    displayName,
    domain,
    initialDomain,
    countryLetterCode: "DE",
    preferredLanguage: "de",
    createdDateTime: "2016-05-03T09:12:44Z",
    hasEntraPremium: true,
    users,
    deletedUsers,
    ...buySkus(random, now, countConsumed([...users, ...deletedUsers])),
    groups,
  };
}

/** One person whom somebody deleted last week: the reason why Power BI Pro counts one unit more than holders. */
function createDeleted(random: Random, options: PeopleOptions) {
  return createPeople(random, 1, { ...options, domain: `alt.${options.domain}` }).map(({ user }) => {
    assign(user, { skuId: skuIdOf("POWER_BI_PRO"), at: options.now });
    return user;
  });
}

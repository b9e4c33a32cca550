import { daysBefore } from "./dates";
import type { DemoSignIn, DemoUser } from "./model";
import { NAME_CIRCLES, toMailName } from "./names";
import type { Random } from "./random";
import { DEPARTMENTS, type Department, MAILBOXES, OFFICES, PARTNER_DOMAINS, ROOMS } from "./workplaces";

type PersonKind = "member" | "leaver" | "guest" | "room" | "mailbox" | "service";
export type Person = { kind: PersonKind; department: Department | null; user: DemoUser };
export type PeopleOptions = { domain: string; initialDomain: string; companyName: string; now: Date };

const SHARES: readonly { kind: PersonKind; share: number }[] = [
  { kind: "guest", share: 0.08 },
  { kind: "leaver", share: 0.035 },
  { kind: "room", share: 0.02 },
  { kind: "mailbox", share: 0.02 },
  { kind: "service", share: 0.003 },
];

/** Makes up so many accounts: mostly staff, and the guests, leavers and resources that every directory collects. */
export function createPeople(random: Random, count: number, options: PeopleOptions): Person[] {
  const kinds: PersonKind[] = SHARES.flatMap(({ kind, share }) => Array(Math.round(count * share)).fill(kind));
  while (kinds.length < count) kinds.push("member");
  for (let last = kinds.length - 1; last > 0; last--) {
    const other = random.below(last + 1);
    [kinds[last], kinds[other]] = [kinds[other] as PersonKind, kinds[last] as PersonKind];
  }
  const addresses = new Map<string, number>();
  const claim = (localPart: string) => {
    const taken = addresses.get(localPart) ?? 0;
    addresses.set(localPart, taken + 1);
    return taken === 0 ? localPart : `${localPart}${taken + 1}`;
  };
  return kinds.map((kind, index) => createPerson(random, kind, index, claim, options));
}

function createPerson(
  random: Random,
  kind: PersonKind,
  index: number,
  claim: (localPart: string) => string,
  options: PeopleOptions,
): Person {
  if (kind === "member" || kind === "leaver") return createEmployee(random, kind, index, claim, options);
  if (kind === "guest") return createGuest(random, claim, options);
  const base = kind === "room" ? random.pick(ROOMS) : kind === "mailbox" ? random.pick(MAILBOXES) : "svc-backup";
  const office = random.weighted(OFFICES);
  const localPart = claim(toMailName(...(kind === "room" ? ["raum", base] : [base]).map((p) => p.replace(/ /g, "-"))));
  const number = localPart.match(/\d+$/)?.[0];
  const name = number === undefined ? base : `${base} ${number}`;
  const user: DemoUser = {
    ...blankUser(random, options.now),
    userPrincipalName: `${localPart}@${options.domain}`,
    displayName: kind === "room" ? `Raum ${name}` : name,
    mail: kind === "service" ? null : `${localPart}@${options.domain}`,
    // Exchange switches the sign-in of its resource accounts off; service accounts sign in.
    accountEnabled: kind !== "mailbox",
    usageLocation: kind === "service" ? null : office.usageLocation,
    city: kind === "room" ? office.city : null,
    country: kind === "room" ? office.country : null,
    officeLocation: kind === "room" ? random.pick(office.buildings) : null,
  };
  return { kind, department: null, user };
}

function createEmployee(
  random: Random,
  kind: "member" | "leaver",
  index: number,
  claim: (localPart: string) => string,
  options: PeopleOptions,
): Person {
  const circle = random.weighted(NAME_CIRCLES);
  const givenName = random.pick(circle.given);
  const surname = random.chance(0.02)
    ? `${random.pick(circle.surnames)}-${random.pick(circle.surnames)}`
    : random.pick(circle.surnames);
  const department = random.weighted(DEPARTMENTS);
  const office = random.weighted(OFFICES);
  const address = `${claim(toMailName(givenName, surname))}@${options.domain}`;
  const isLeaver = kind === "leaver";
  const extension = String(1_000 + (index % 9_000));
  const user: DemoUser = {
    ...blankUser(random, options.now),
    userPrincipalName: address,
    displayName: `${random.chance(0.03) ? "Dr. " : ""}${givenName} ${surname}`,
    givenName,
    surname,
    mail: address,
    accountEnabled: !isLeaver,
    usageLocation: office.usageLocation,
    // Nobody fills a directory in completely.
    department: random.chance(0.04) ? null : department.name,
    companyName: random.chance(0.9) ? options.companyName : null,
    city: office.city,
    country: office.country,
    jobTitle: random.chance(0.05) ? null : random.pick(department.titles),
    officeLocation: random.pick(office.buildings),
    employeeId: String(100_000 + index),
    mobilePhone: random.chance(0.3) ? `+49 170 555 ${extension}` : null,
    businessPhones: department.isFrontline ? [] : [`+49 89 555-${extension}`],
    preferredLanguage: circle.language,
    onPremisesSyncEnabled: random.chance(0.7) ? true : null,
    signInActivity: createSignIn(random, options.now, isLeaver),
  };
  return { kind, department, user };
}

function createGuest(random: Random, claim: (localPart: string) => string, options: PeopleOptions): Person {
  const circle = random.weighted(NAME_CIRCLES);
  const givenName = random.pick(circle.given);
  const surname = random.pick(circle.surnames);
  const domain = random.pick(PARTNER_DOMAINS);
  const localPart = claim(toMailName(givenName, surname));
  const hasAccepted = random.chance(0.85);
  const user: DemoUser = {
    ...blankUser(random, options.now),
    userPrincipalName: `${localPart}_${domain}#EXT#@${options.initialDomain}`,
    displayName: `${givenName} ${surname}`,
    givenName: hasAccepted ? givenName : null,
    surname: hasAccepted ? surname : null,
    mail: `${localPart}@${domain}`,
    userType: "Guest",
    companyName: random.chance(0.4) ? (domain.split(".")[0] as string) : null,
    externalUserState: hasAccepted ? "Accepted" : "PendingAcceptance",
    signInActivity: hasAccepted ? createSignIn(random, options.now, false) : null,
  };
  return { kind: "guest", department: null, user };
}

function blankUser(random: Random, now: Date): DemoUser {
  return {
    id: random.uuid(),
    userPrincipalName: "",
    displayName: "",
    givenName: null,
    surname: null,
    mail: null,
    accountEnabled: true,
    userType: "Member",
    usageLocation: null,
    department: null,
    companyName: null,
    city: null,
    country: null,
    jobTitle: null,
    officeLocation: null,
    employeeId: null,
    mobilePhone: null,
    businessPhones: [],
    preferredLanguage: null,
    // Accounts from before 2018 have no date.
    createdDateTime: random.chance(0.05) ? null : daysBefore(now, 5 + random.below(2_800)),
    onPremisesSyncEnabled: null,
    externalUserState: null,
    assignedLicenses: [],
    licenseAssignmentStates: [],
    signInActivity: null,
  };
}

function createSignIn(random: Random, now: Date, hasLeft: boolean): DemoSignIn | null {
  const habit = random.next();
  if (!hasLeft && habit < 0.04) return null;
  const daysAgo = hasLeft
    ? 30 + random.below(400)
    : habit < 0.12
      ? 90 + random.below(300)
      : habit < 0.22
        ? 15 + random.below(75)
        : random.below(15);
  const succeededAt = daysBefore(now, daysAgo);
  return {
    lastSignInDateTime: random.chance(0.1) ? daysBefore(now, Math.max(0, daysAgo - 2)) : succeededAt,
    lastNonInteractiveSignInDateTime: random.chance(0.8) ? daysBefore(now, Math.max(0, daysAgo - 1)) : null,
    lastSuccessfulSignInDateTime: succeededAt,
  };
}

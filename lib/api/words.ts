/** What the document says before its operations, in Markdown. */
export const introduction = [
  "Everything that people can do on the screens of Seatwise, for programs. Each call has a token: `Authorization: Bearer swt_…`.",
  "Lists answer `{ items, nextCursor, total }`; `limit` and `cursor` page through them, and search, filters and sort are those of the screens.",
  "Failures are `application/problem+json` (RFC 9457) with a stable `code`. Answers may get new fields: ignore what you do not know.",
  "Bodies are checked strictly: a field or parameter that an operation does not know is refused.",
].join("\n\n");

/** The families of operations, in the order of the document. */
export const tags = [
  { name: "Tokens", description: "Who calls, and the tokens of the API." },
  { name: "Portals", description: "Microsoft 365 tenants: their connection, credentials and exclusions." },
  { name: "Catalogue", description: "Names of SKUs." },
  { name: "Licences", description: "What is owned: imported licences and those made by hand." },
  { name: "Products", description: "What is consumed, by whom, and in which folder it lies." },
  { name: "Contacts", description: "People." },
  { name: "Compliance", description: "Available, consumed, short and free; who is not covered." },
  { name: "Runs", description: "Imports and recalculations: their state, their log, starting and stopping them." },
  { name: "Audit", description: "Who did what, and when." },
  { name: "Server tasks", description: "What the server does by itself, and when." },
  { name: "Exports", description: "Whole lists as files." },
  { name: "Users", description: "Accounts of people who sign in, and their saved views." },
] as const;

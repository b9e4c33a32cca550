import { auditCases } from "./audit";
import type { Cases } from "./case";
import { catalogueCases } from "./catalogue";
import { complianceCases } from "./compliance";
import { contactCases } from "./contacts";
import { exportCases } from "./exports";
import { licenceCases } from "./licences";
import { portalCases } from "./portals";
import { productCases } from "./products";
import { runCases } from "./runs";
import { serverTaskCases } from "./server-tasks";
import { tokenCases } from "./tokens";
import { userCases } from "./users";

export const cases: Cases = {
  ...tokenCases,
  ...portalCases,
  ...catalogueCases,
  ...licenceCases,
  ...productCases,
  ...contactCases,
  ...complianceCases,
  ...runCases,
  ...serverTaskCases,
  ...exportCases,
  ...userCases,
  ...auditCases,
};

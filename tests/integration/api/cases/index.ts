import type { Cases } from "./case";
import { portalCases } from "./portals";
import { tokenCases } from "./tokens";

export const cases: Cases = { ...tokenCases, ...portalCases };

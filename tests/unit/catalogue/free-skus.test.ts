import { expect, it } from "vitest";
import { isFreeSku } from "@/lib/catalogue/free-skus";

it.each([
  ...[
    "FLOW_FREE",
    "TEAMS_FREE",
    "POWER_BI_STANDARD",
    "POWER_BI_STANDARD_FACULTY",
    "STREAM",
    "SMB_APPS",
    "WINDOWS_STORE",
  ],
  ...["TEAMS_EXPLORATORY", "Microsoft_Teams_Exploratory_Dept", "MS_TEAMS_IW", "TEAMS_COMMERCIAL_TRIAL"],
  ...["CCIBOTS_PRIVPREV_VIRAL", "POWERAPPS_VIRAL", "POWERAPPS_DEV", "POWERAPPS_PER_APP_IW", "RIGHTSMANAGEMENT_ADHOC"],
  ...["FORMS_PRO", "DYN365_ENTERPRISE_P1_IW", "SPZA_IW", "Dynamics_365_Sales_Premium_Viral_Trial"],
  ...["Dynamics_365_Guides_vTrial", "Power_Pages_vTrial_for_Makers", "Microsoft_Copilot_for_Finance_trial"],
])("%s costs nothing", (partNumber) => expect(isFreeSku(partNumber)).toBe(true));

it.each([
  // paid neighbours of free ones
  ...["STREAM_P2", "STREAM_STORAGE", "POWER_BI_PRO", "POWER_BI_PRO_DEPT", "POWERAPPS_PER_USER", "POWERAPPS_PER_APP"],
  ...["FLOW_PER_USER", "FLOW_P2", "Forms_Pro_USL", "Forms_Pro_AddOn", "RIGHTSMANAGEMENT", "RIGHTSMANAGEMENT_CE"],
  ...["SMB_BUSINESS", "TEAMS_ESSENTIALS_AAD", "Teams_Ess", "DYN365_ENTERPRISE_PLAN1", "D365_SALES_PRO"],
  ...["VIRTUAL_AGENT_USL", "Power_Virtual_Agents", "DEVELOPERPACK_E5", "VISIO_PLAN1_DEPT", "CRMTESTINSTANCE"],
  // licences of schools: free for them, and ordered in a number
  ...["STANDARDWOFFPACK_IW_FACULTY", "STANDARDWOFFPACK_STUDENT", "M365EDU_A1"],
  // at no charge, but limited in number
  ...["PHONESYSTEM_VIRTUALUSER", "Microsoft_Teams_Rooms_Basic"],
  // money that was paid in, and what it is spent on
  ...["MCOPSTNC", "MCOPSTN1", "MCOPSTN_5", "Microsoft_Teams_Calling_Plan_pay_as_you_go_(country_zone_1)"],
  // the word as part of another one
  ...["FREEDOM_PACK", "CAREFREE", "INDUSTRIAL_IOT", "TRIALS_MANAGEMENT", "ANTIVIRAL"],
  ...["SPE_E3", ""],
])("“%s” does not count as free", (partNumber) => expect(isFreeSku(partNumber)).toBe(false));

it("reads a part number as Microsoft's list and Graph spell it", () => {
  expect([" FLOW_FREE\t", "flow_free", "Flow_Free"].map(isFreeSku)).toEqual([true, true, true]);
});

import { describe, expect, it } from "vitest";
import { choiceHref, hiddenFields, readGuideState } from "@/components/help/guide-state";
import type { CloudName } from "@/lib/graph/clouds";
import { type EntraPlace, entraHref, guideHref, guideSteps, readEntraIds } from "@/lib/portals/entra-links";

const clientId = "8f4a2c1e-5b7d-4c3a-9e2f-1d0b6a7c8e94";
const tenantId = "3b0c6a52-8d0f-4a7e-9a53-6f1e2d4c8b90";
const nothing = { cloud: "global" as const, clientId: null, tenantId: null };
const blades = "#view/Microsoft_AAD_RegisteredApps";

describe("links into the admin centre", () => {
  it.each<[EntraPlace, string]>([
    ["create", "CreateApplicationBlade"],
    ["applications", "ApplicationsListBlade"],
    ["overview", `ApplicationMenuBlade/~/Overview/appId/${clientId}`],
    ["permissions", `ApplicationMenuBlade/~/CallAnAPI/appId/${clientId}`],
    ["credentials", `ApplicationMenuBlade/~/Credentials/appId/${clientId}`],
  ])("lead to %s of this application in this directory", (place, blade) => {
    const href = entraHref(place, { cloud: "global", clientId, tenantId });
    expect(href).toBe(`https://entra.microsoft.com/${tenantId}${blades}/${blade}`);
  });

  it.each<[CloudName, string]>([
    ["global", "entra.microsoft.com"],
    ["us-gov-l4", "portal.azure.us"],
    ["us-gov-l5", "portal.azure.us"],
    ["china", "portal.azure.cn"],
  ])("lead to the admin centre of the cloud %s", (cloud, host) => {
    expect(new URL(entraHref("create", { ...nothing, cloud })).host).toBe(host);
  });

  it("lead to the list of applications while the application is not known", () => {
    expect(entraHref("permissions", { ...nothing, tenantId })).toBe(
      `https://entra.microsoft.com/${tenantId}${blades}/ApplicationsListBlade`,
    );
    expect(entraHref("create", nothing)).toBe(`https://entra.microsoft.com/${blades}/CreateApplicationBlade`);
  });
});

describe("the address of the guide", () => {
  it("names the step and what is known", () => {
    expect(guideHref("script")).toBe("/help/entra#script");
    expect(guideHref("permissions", { clientId, tenantId, cloud: "china" })).toBe(
      `/help/entra?clientId=${clientId}&tenantId=${tenantId}&cloud=china#permissions`,
    );
  });

  it("leaves out what is no ID, and takes IDs as people paste them", () => {
    expect(guideHref("ids", { clientId: "half of", tenantId: "", cloud: "global" })).toBe("/help/entra#ids");
    expect(guideHref("ids", { clientId: ` {${clientId.toUpperCase()}} `, tenantId: "Contoso.com" })).toBe(
      `/help/entra?clientId=${clientId}&tenantId=contoso.com#ids`,
    );
  });

  it.each(guideSteps)("is read as it was written: %s", (step) => {
    const href = guideHref(step, { clientId, tenantId, cloud: "us-gov-l5" });
    const { searchParams, hash } = new URL(href, "http://localhost");
    expect(readEntraIds(Object.fromEntries(searchParams))).toEqual({ cloud: "us-gov-l5", clientId, tenantId });
    expect(hash).toBe(`#${step}`);
  });

  it.each([
    { clientId: "'; rm -rf /", tenantId: "$(id)", cloud: "constructor" },
    { clientId: [clientId, clientId], tenantId: "x'y", cloud: "https://graph.example" },
    {},
  ])("ignores what is no ID and no cloud: %j", (params) => {
    expect(readEntraIds(params)).toEqual(nothing);
  });
});

describe("what the address of the guide says", () => {
  const portal = { id: "0d5f8f0e-2f6f-4a39-8f5c-0a1f2e3d4c5b", name: "Contoso", cloud: "china" as const };

  it("comes from the portal, if it names one", () => {
    const state = readGuideState({ clientId: "wrong" }, { ...portal, clientId, tenantId });
    expect(state).toMatchObject({
      ids: { cloud: "china", clientId, tenantId },
      portal: { name: "Contoso" },
      faults: [],
    });
    expect(choiceHref(state, { shell: "az" }, "script")).toBe(`/help/entra?portal=${portal.id}&shell=az#script`);
  });

  it("is told of what is no ID, and keeps what was entered", () => {
    const { faults, ids } = readGuideState({ clientId: "abc", tenantId: " ", cloud: "global" }, null);
    expect(faults).toEqual([{ field: "clientId", entered: "abc" }]);
    expect(ids).toEqual(nothing);
  });

  it("survives each of its forms and tabs", () => {
    const params = { clientId, tenantId: "contoso.com", with: "AuditLog.Read.All", credential: "secret", shell: "az" };
    const state = readGuideState(params, null);
    const { searchParams } = new URL(choiceHref(state, {}, "script"), "http://localhost");
    expect(Object.fromEntries(searchParams)).toEqual(params);
    const { clientId: _, tenantId: __, ...choice } = params;
    expect(Object.fromEntries(hiddenFields.besideIds(state))).toEqual(choice);
    expect(Object.fromEntries(hiddenFields.besideOptions(state))).toEqual({
      clientId,
      tenantId: "contoso.com",
      shell: "az",
    });
  });
});

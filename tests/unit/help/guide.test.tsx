import { NextIntlClientProvider } from "next-intl";
import { renderToStaticMarkup } from "react-dom/server";
import { describe, expect, it } from "vitest";
import { EntraGuide } from "@/components/help/entra-guide";
import { readGuideState } from "@/components/help/guide-state";
import { cloudEndpoints } from "@/lib/graph/clouds";
import { type Locale, languageTags, locales } from "@/lib/i18n/locale-names";
import { messagesByLocale } from "@/lib/i18n/messages";
import { guideSteps } from "@/lib/portals/entra-links";
import { cloudNames } from "@/lib/portals/schema";

const clientId = "8f4a2c1e-5b7d-4c3a-9e2f-1d0b6a7c8e94";
const tenantId = "3b0c6a52-8d0f-4a7e-9a53-6f1e2d4c8b90";

function render(locale: Locale, params: Record<string, string | string[]> = {}): string {
  return renderToStaticMarkup(
    <NextIntlClientProvider
      locale={languageTags[locale]}
      messages={messagesByLocale[locale]}
      timeZone="UTC"
      onError={(error) => {
        throw error;
      }}
    >
      <EntraGuide state={readGuideState(params, null)} />
    </NextIntlClientProvider>,
  );
}

const entities: Record<string, string> = { "&amp;": "&", "&lt;": "<", "&gt;": ">", "&quot;": '"', "&#x27;": "'" };
const decode = (html: string) => html.replaceAll(/&(amp|lt|gt|quot|#x27);/g, (entity) => entities[entity] ?? entity);
const textOf = (html: string) => decode(html.replaceAll(/<[^>]+>/g, " ")).replaceAll(/\s+/g, " ");

/** The HTML of each step, by its anchor. */
function stepsOf(html: string): Record<string, string> {
  const parts = html.split(/<section id="/).slice(1);
  return Object.fromEntries(parts.map((part) => [part.slice(0, part.indexOf('"')), part]));
}

const codesOf = (html: string) =>
  [...html.matchAll(/<code[^>]*>([\s\S]*?)<\/code>/g)].map(([, code = ""]) => decode(code));
const linksOf = (html: string) =>
  [...html.matchAll(/<a [^>]*href="([^"]+)"[^>]*>([\s\S]*?)<\/a>/g)].map(([tag, href = "", inside = ""]) => ({
    tag,
    href: decode(href),
    text: textOf(inside),
  }));

describe.each(locales)("the guide (%s)", (locale) => {
  const html = render(locale);
  const steps = stepsOf(html);
  const says = (step: string, ...texts: string[]) => {
    const text = textOf(steps[step] ?? "");
    for (const each of texts) expect(text).toContain(each);
  };

  it("has every step under its anchor, and a way to each", () => {
    expect(Object.keys(steps)).toEqual([...guideSteps]);
    const anchors = linksOf(html).map(({ href }) => href);
    expect(anchors.filter((href) => href.startsWith("#"))).toEqual(guideSteps.map((step) => `#${step}`));
  });

  it("tells to register an application with a name and its account types [S1]", () => {
    says("register", "App registrations", "New registration", "Name", "Supported account types", "Register");
    says("register", "Accounts in this organizational directory only");
  });

  it("names the two IDs, and where they stand [S2]", () => {
    says("ids", "Overview", "Application (client) ID", "Directory (tenant) ID");
  });

  it("asks for two application permissions, none of them delegated [S3]", () => {
    says("permissions", "Microsoft Graph", "Application permissions", "Delegated permissions");
    const copied = [...(steps.permissions ?? "").matchAll(/aria-label="[^"]*: ([\w.]+)"/g)].map(([, name]) => name);
    expect(copied).toEqual(["User.Read.All", "Organization.Read.All", "GroupMember.Read.All", "AuditLog.Read.All"]);
    const { required, optional } = messagesByLocale[locale].common;
    const needs = new RegExp(`<span class="block text-xs text-muted">(${required}|${optional})</span>`, "g");
    expect([...(steps.permissions ?? "").matchAll(needs)].map(([, need]) => need)).toEqual([
      ...[required, required],
      ...[optional, optional],
    ]);
    expect(codesOf(steps.permissions ?? "")).toContain("User.Read");
  });

  it("warns of the one spelling that does not exist, once [S3]", () => {
    expect(textOf(html).match(/Organisation\.Read\.All/g)).toHaveLength(1);
    says("permissions", "Organisation.Read.All");
  });

  it("names permissions as Microsoft does, wherever it names one [S3]", () => {
    const named = new Set(textOf(html).match(/\b[A-Z]\w+\.Read(Write)?(\.All)?\b/g));
    expect([...named].sort()).toEqual(
      [
        ...["User.Read", "User.Read.All", "Organization.Read.All", "Organisation.Read.All", "GroupMember.Read.All"],
        ...["AuditLog.Read.All", "Directory.Read.All", "LicenseAssignment.Read.All"],
        // those of the person who runs the script
        ...["Application.ReadWrite.All", "AppRoleAssignment.ReadWrite.All"],
      ].sort(),
    );
  });

  it("tells to check both permissions, to grant admin consent, and what changes then [S4] [S5]", () => {
    says("consent", "API permissions", "Application", "Grant admin consent for", "Status", "Granted for");
    says("consent", "Authorization_RequestDenied");
  });

  it("offers both kinds of credential and recommends the certificate [S6] [S7]", () => {
    const { recommended } = messagesByLocale[locale].help.certificate;
    says("certificate", recommended, "Certificates & secrets", "Upload certificate", "Thumbprint");
    says("secret", "Certificates & secrets", "Client secrets", "New client secret");
    expect(textOf(steps.secret ?? "")).not.toContain(recommended);
  });

  it("says which part of a certificate goes where, and that Seatwise can make one [S8]", () => {
    const { certificate } = messagesByLocale[locale].help;
    says("certificate", certificate.parts, messagesByLocale[locale].portals.form.generate);
    expect(certificate.parts).toMatch(locale === "en" ? /private key.*encrypted/ : /private Schlüssel.*verschlüsselt/);
    expect(certificate.generate).toMatch(locale === "en" ? /never leaves the server/ : /verlässt den Server nie/);
  });

  it("gives the lines that split a PFX file, though Seatwise takes it as it is [S9] [S10]", () => {
    expect(codesOf(steps.certificate ?? "")).toEqual(
      expect.arrayContaining([
        ".pfx",
        "openssl pkcs12 -in path.p12 -clcerts -nokeys -out certificate.crt",
        "openssl pkcs12 -in path.p12 -nocerts -noenc -out private-key.pem",
      ]),
    );
  });

  it("names the file formats that Entra takes [S11]", () => {
    says(
      "certificate",
      messagesByLocale[locale].help.certificate.entraFormats.replaceAll(/<\/?code>/g, "").slice(0, 20),
    );
    const formats = codesOf(steps.certificate ?? "");
    expect(formats.indexOf(".crt") - formats.indexOf(".pem")).toBe(1);
    expect(formats).toEqual(expect.arrayContaining([".cer", ".pem", ".crt", ".p12"]));
  });

  it("says that a secret ends, and what to do then [S12]", () => {
    says("secret", "Expires", messagesByLocale[locale].help.secret.renew);
  });

  it("says that the value is shown once, and that the ID is not the value [S13]", () => {
    says("secret", "Value", "Secret ID");
  });

  it("holds no typographic dash or quote in anything that is typed or copied", () => {
    const choices: Record<string, string>[] = [{}, { shell: "az" }, { credential: "secret" }];
    const codes = choices.flatMap((params) => codesOf(render(locale, params)));
    expect(codes.length).toBeGreaterThan(60);
    for (const code of codes) expect(code).toMatch(/^[\n\x20-\x7e]+$/);
  });

  it("names the hosts of each cloud as they are asked", () => {
    for (const cloud of cloudNames) {
      const endpoints = Object.values(cloudEndpoints(cloud, { loginUrl: null, graphUrl: null }));
      for (const url of endpoints) expect(codesOf(steps.network ?? "")).toContain(new URL(url).host);
    }
    says("network", "443", "HTTPS_PROXY", "NODE_EXTRA_CA_CERTS");
  });

  it("fills links and scripts with the IDs, and keeps the guide open beside Entra", () => {
    const filled = render(locale, { clientId, tenantId });
    const outside = linksOf(filled).filter(({ href }) => href.startsWith("https://"));
    expect(outside.map(({ href }) => href.split(`/${tenantId}#view/Microsoft_AAD_RegisteredApps/`))).toEqual(
      [
        "CreateApplicationBlade",
        ...["CallAnAPI", "CallAnAPI", "Credentials", "Credentials", "Overview"].map(
          (blade) => `ApplicationMenuBlade/~/${blade}/appId/${clientId}`,
        ),
      ].map((blade) => ["https://entra.microsoft.com", blade]),
    );
    for (const { tag, text } of outside) {
      expect(tag).toMatch(/target="_blank" rel="noreferrer"/);
      expect(text).toContain(messagesByLocale[locale].help.newTab);
    }
    expect(filled).toContain(`value="${clientId}"`);
    expect(decode(filled)).toContain(`$TenantId = '${tenantId}'`);
    expect(textOf(filled)).toContain(messagesByLocale[locale].help.script.further);
  });

  it("says what is no ID instead of using it", () => {
    const wrong = render(locale, { clientId: "<b>", tenantId: "contoso" });
    expect(wrong).toContain('value="&lt;b&gt;"');
    expect(textOf(wrong)).toContain(messagesByLocale[locale].errors["guid-invalid"]);
    expect(textOf(wrong)).toContain(messagesByLocale[locale].errors["directory-invalid"]);
  });

  it("shows the script that is chosen, and none where the tool does not know the cloud", () => {
    const chosen = render(locale, { shell: "az", credential: "secret", with: "AuditLog.Read.All" });
    expect(decode(chosen)).toContain("bash register-seatwise.sh Seatwise 12");
    expect(chosen).toMatch(/<input type="checkbox"[^>]*checked=""[^>]*value="AuditLog.Read.All"/);
    const dod = render(locale, { shell: "az", cloud: "us-gov-l5" });
    expect(textOf(dod)).toContain(messagesByLocale[locale].help.script.noShell);
    expect(dod).not.toContain("set -euo pipefail");
  });
});

import { NextIntlClientProvider } from "next-intl";
import type { ReactNode } from "react";
import { renderToStaticMarkup } from "react-dom/server";
import { describe, expect, it } from "vitest";
import { ConnectionTest } from "@/components/portals/connection-test/connection-test";
import { StepList } from "@/components/portals/connection-test/step-list";
import type { ConnectionReport } from "@/lib/graph/connection-report";
import { outcomeOf, toResult } from "@/lib/graph/connection-steps";
import { judgePermissions } from "@/lib/graph/permissions";
import { type Locale, languageTags, locales } from "@/lib/i18n/locale-names";
import { messagesByLocale, pickMessages } from "@/lib/i18n/messages";

/** As a page shows it: with the texts that a page gives to the browser, and no others. */
function render(locale: Locale, content: ReactNode): string {
  return renderToStaticMarkup(
    <NextIntlClientProvider
      locale={languageTags[locale]}
      messages={pickMessages(messagesByLocale[locale], ["common", "ui", "errors", "connectionTest"])}
      timeZone="UTC"
      now={new Date("2026-11-25T08:00:00Z")}
      onError={(error) => {
        throw error;
      }}
    >
      {content}
    </NextIntlClientProvider>,
  );
}

const refusal = {
  ...({ code: "permission-missing", params: { permission: "Organization.Read.All" }, requestId: "r-42" } as const),
  ...{ microsoftCode: "Authorization_RequestDenied", microsoftMessage: "Insufficient privileges." },
};
const roles = ["User.Read.All", "Mail.Send"];
const steps = [
  toResult("token", { requestId: "r-of-a-step-that-passed" }, 240),
  toResult("roles", { state: "failed", ...refusal }, 0),
  toResult("licences", { state: "failed", ...refusal }, 1_540),
  toResult(
    "groups",
    { state: "skipped", code: "permission-missing", params: { permission: "GroupMember.Read.All" } },
    null,
  ),
];
const report: ConnectionReport = {
  ...{ at: "2026-11-25T07:00:00.000Z", outcome: outcomeOf(steps), steps, roles },
  ...{ permissions: judgePermissions(roles), organisation: null, skus: null },
};
const ids = { clientId: "8f4a2c1e-5b7d-4c3a-9e2f-1d0b6a7c8e94", tenantId: "3b0c6a52-8d0f-4a7e-9a53-6f1e2d4c8b90" };
const show = (locale: Locale, lastReport: ConnectionReport | null) =>
  render(locale, <ConnectionTest getRequest={() => null} onReport={() => {}} lastReport={lastReport} ids={ids} />);

describe.each(locales)("the connection test (%s)", (locale) => {
  const t = messagesByLocale[locale].connectionTest;

  it("shows the last report: outcome, steps with Microsoft's words, permissions [S71]", () => {
    const html = show(locale, report);
    for (const text of [
      t.outcome.failed.title,
      t.steps.licences,
      t.states.failed,
      t.codes["permission-missing"].remedy,
    ]) {
      expect(html).toContain(text);
    }
    for (const word of ["Authorization_RequestDenied", "Insufficient privileges.", "r-42"])
      expect(html).toContain(word);
    expect(html).not.toContain("r-of-a-step-that-passed");
    expect(html).toContain(t.unlocks.groups);
    for (const text of [t.coach.states.write, t.coach.states.missing, t.coach.unlocks.groups])
      expect(html).toContain(text);
    expect(html).toMatch(/1[.,]5 s/);
  });

  it("shows the way to a test where there was none", () => {
    const html = show(locale, null);
    expect(html).toContain(t.start);
    expect(html).not.toContain(t.steps.token);
  });

  it("names the steps to come while it runs", () => {
    const html = render(locale, <StepList results={steps.slice(0, 1)} current="tenant" />);
    const count = (text: string) => html.split(`>${text}<`).length - 1;
    expect([count(t.states.passed), count(t.states.running), count(t.states.waiting)]).toEqual([1, 1, 8]);
  });
});

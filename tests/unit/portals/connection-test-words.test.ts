import { createTranslator } from "next-intl";
import { describe, expect, it } from "vitest";
import { type Translate, wordStep } from "@/components/portals/connection-test/step-text";
import { connectionCodes, connectionSteps, type StepResult } from "@/lib/graph/connection-report";
import { toResult } from "@/lib/graph/connection-steps";
import { graphErrorCodes } from "@/lib/graph/errors";
import { type Locale, languageTags, locales } from "@/lib/i18n/locale-names";
import { messagesByLocale } from "@/lib/i18n/messages";

const translatorOf = (locale: Locale) =>
  createTranslator({
    locale: languageTags[locale],
    messages: messagesByLocale[locale],
    namespace: "connectionTest",
    timeZone: "UTC",
    onError: (error) => {
      throw error;
    },
  }) as unknown as Translate;

/** Whatever a text may name. */
const params = {
  ...{
    host: "login.test",
    reason: "ECONNREFUSED",
    proxy: "proxy:8080",
    permission: "User.Read.All",
    permissions: "Mail.Send",
  },
  ...{ expected: "a", actual: "b", domain: "contoso.com", tenantId: "c", name: "Contoso", count: 2, seconds: 17 },
};
const result = (more: Partial<StepResult>): StepResult => ({ ...toResult("users", {}, 1), params, ...more });

describe.each(locales)("the words of a step (%s)", (locale) => {
  const t = translatorOf(locale);

  it("are there for every code that a step can end with", () => {
    for (const code of [...connectionCodes, ...graphErrorCodes]) {
      const { text } = wordStep(t, result({ code, state: "failed" }));
      expect(text, code).not.toBe(t("unknownCode", { code }));
    }
    expect(Object.keys(messagesByLocale[locale].connectionTest.codes)).toEqual(
      expect.arrayContaining([...connectionCodes]),
    );
  });

  it("say what to do about every failure", () => {
    const harmless = connectionCodes.filter((code) => /-(read|counted|resolved|proxy|dates)$/.test(code));
    for (const code of [...connectionCodes, ...graphErrorCodes].filter(
      (each) => !harmless.some((one) => one === each),
    )) {
      expect(wordStep(t, result({ code, state: "failed" })).remedy, code).toMatch(/\.$/);
    }
  });

  it("are there where a step has nothing to say beside its state", () => {
    for (const step of ["resolve", "token", "tenant", "roles"] as const) {
      expect(wordStep(t, result({ step })).text, step).toMatch(/\.$/);
    }
    for (const step of connectionSteps) {
      expect(wordStep(t, result({ step, state: "skipped" }))).toEqual({
        ...{ text: t("skippedText"), detail: null, remedy: null },
      });
    }
  });

  it("tell what a permission would unlock, instead of a remedy where nothing is wrong", () => {
    for (const step of ["subscriptions", "groups", "sign-in-activity"] as const) {
      const words = wordStep(t, result({ step, state: "skipped", code: "permission-missing" }));
      expect(words).toEqual({
        text: expect.stringContaining("User.Read.All"),
        ...{ detail: null, remedy: t(`unlocks.${step}`) },
      });
    }
  });

  it.each(["host-not-found", "connection-refused", "connection-timed-out", "connection-failed"])(
    "say that nothing can be reached, and what stands in the way: %s",
    (detail) => {
      const words = wordStep(t, result({ code: "unreachable", state: "failed", params: { ...params, detail } }));
      expect(words).toEqual({
        text: t("errors.unreachable.text"),
        detail: expect.stringContaining("login.test"),
        remedy: expect.stringMatching(/\.$/),
      });
      expect(words.remedy).not.toBe(t("errors.unreachable.remedy"));
    },
  );

  it("name the seconds to wait, if Microsoft did", () => {
    expect(wordStep(t, result({ code: "throttled" })).text).toContain("17");
    expect(wordStep(t, result({ code: "throttled", params: { seconds: 0 } })).text).not.toMatch(/\d/);
  });
});

it("a code of another version still says something", () => {
  expect(wordStep(translatorOf("en"), result({ code: "from-the-future" })).text).toContain("from-the-future");
});

import Form from "next/form";
import { useTranslations } from "next-intl";
import { Button, ButtonLink } from "@/components/ui/button";
import { Select } from "@/components/ui/select";
import { TextField } from "@/components/ui/text-field";
import { cloudNames } from "@/lib/portals/schema";
import { type GuideState, guidePath, hiddenFields } from "./guide-state";
import { HiddenFields } from "./hidden-fields";

/** The IDs that fill links and scripts. They stay in the address and are stored nowhere. */
export function IdsForm({ state }: { state: GuideState }) {
  const t = useTranslations();
  const { ids, portal, faults } = state;
  const idField = (name: "clientId" | "tenantId") => {
    const fault = faults.find(({ field }) => field === name);
    return {
      name,
      label: t(`portals.identity.${name}`),
      defaultValue: fault?.entered ?? ids[name] ?? "",
      error: fault && t(name === "clientId" ? "errors.guid-invalid" : "errors.directory-invalid"),
      placeholder: "00000000-0000-0000-0000-000000000000",
      maxLength: 300,
      autoComplete: "off",
      spellCheck: false,
      className: "font-mono text-sm",
    };
  };
  const isFilled = ids.clientId !== null || ids.tenantId !== null || faults.length > 0;
  return (
    <Form
      // What is entered and what is understood may differ: fields start anew with what is understood.
      key={JSON.stringify([ids, faults])}
      action={guidePath}
      aria-labelledby="ids-form-title"
      className="flex flex-col gap-3 rounded border border-line bg-surface p-4 print:hidden"
    >
      <div className="flex flex-col gap-1">
        <h2 id="ids-form-title" className="text-lg">
          {t("help.form.title")}
        </h2>
        <p className="text-muted">{portal ? t("help.form.ofPortal", { name: portal.name }) : t("help.form.text")}</p>
      </div>
      <div className="grid gap-3 sm:grid-cols-2">
        <TextField {...idField("clientId")} />
        <TextField {...idField("tenantId")} />
        <Select
          name="cloud"
          label={t("portals.identity.cloud")}
          defaultValue={ids.cloud}
          options={cloudNames.map((cloud) => ({ value: cloud, label: t(`portals.cloud.${cloud}`) }))}
        />
      </div>
      <HiddenFields fields={hiddenFields.besideIds(state)} />
      <div className="flex flex-wrap gap-2">
        <Button type="submit">{t("help.form.apply")}</Button>
        {isFilled && (
          <ButtonLink appearance="subtle" href={guidePath}>
            {t("help.form.clear")}
          </ButtonLink>
        )}
      </div>
    </Form>
  );
}

import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { Button } from "@/components/ui/button";
import { entraPermissions } from "@/lib/portals/entra-permissions";
import { type GuideState, guidePath, hiddenFields } from "./guide-state";
import { HiddenFields } from "./hidden-fields";
import { InstantForm } from "./instant-form";
import { Code } from "./marks";

const credentials = ["certificate", "secret"] as const;

/** What changes the script. Without scripts in the browser a button sends it. */
export function ScriptOptions({ state }: { state: GuideState }) {
  const t = useTranslations();
  const { optional, credential } = state.choice;
  return (
    <InstantForm
      action={guidePath}
      className="flex flex-col gap-4 rounded border border-line bg-surface p-4 print:hidden"
    >
      <HiddenFields fields={hiddenFields.besideOptions(state)} />
      <fieldset className="flex flex-col gap-2">
        <legend className="pb-1 font-semibold">{t("help.script.optional")}</legend>
        {entraPermissions.map((permission) =>
          permission.isRequired ? null : (
            <Option
              key={permission.name}
              type="checkbox"
              name="with"
              value={permission.name}
              isChosen={optional.includes(permission.name)}
              label={<Code>{permission.name}</Code>}
              text={t(`connectionTest.coach.unlocks.${permission.unlocks}`)}
            />
          ),
        )}
      </fieldset>
      <fieldset className="flex flex-col gap-2">
        <legend className="pb-1 font-semibold">{t("portals.new.kind")}</legend>
        {credentials.map((kind) => (
          <Option
            key={kind}
            type="radio"
            name="credential"
            value={kind}
            isChosen={credential === kind}
            label={t(`portals.credential.${kind}`)}
            text={t(`help.script.credential.${kind}`)}
          />
        ))}
      </fieldset>
      <noscript>
        <Button type="submit">{t("help.script.update")}</Button>
      </noscript>
    </InstantForm>
  );
}

type OptionProps = {
  type: "checkbox" | "radio";
  name: string;
  value: string;
  isChosen: boolean;
  label: ReactNode;
  text: string;
};

function Option({ type, name, value, isChosen, label, text }: OptionProps) {
  return (
    <label className="flex items-start gap-2">
      <input type={type} name={name} value={value} defaultChecked={isChosen} className="mt-0.5 size-4 accent-brand" />
      <span className="min-w-0">
        <span className="block">{label}</span>
        <span className="block text-xs text-muted">{text}</span>
      </span>
    </label>
  );
}

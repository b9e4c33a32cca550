import { useTranslations } from "next-intl";
import { MessageBar } from "@/components/ui/message-bar";
import { Tabs } from "@/components/ui/tabs";
import { installModules, runCommand, scriptFiles, scriptShells, writeScript } from "@/lib/portals/entra-scripts";
import { CodeBlock } from "./code-block";
import { GuideSection } from "./guide-section";
import { choiceHref, type GuideState } from "./guide-state";
import { marks } from "./marks";
import { ScriptOptions } from "./script-options";

export function ScriptSection({ state }: { state: GuideState }) {
  const t = useTranslations("help.script");
  const { choice, ids } = state;
  const { shell } = choice;
  const script = writeScript(choice, ids);
  const file = scriptFiles[shell];
  return (
    <GuideSection step="script">
      <p>{t("intro")}</p>
      <p>{t.rich("roles", marks)}</p>
      {ids.clientId && <MessageBar tone="info">{t("further")}</MessageBar>}
      <ScriptOptions state={state} />
      <Tabs
        label={t("shells")}
        tabs={scriptShells.map((key) => ({
          key,
          label: t(`shell.${key}`),
          href: choiceHref(state, { shell: key }, "script"),
        }))}
        current={shell}
      />
      {script === null ? (
        <MessageBar tone="warning">{t("noShell")}</MessageBar>
      ) : (
        <>
          <p>{t(`needs.${shell}`)}</p>
          {shell === "powershell" && <CodeBlock label={t("install")} text={installModules} />}
          <CodeBlock label={file} text={script} isLong />
          <p>{t.rich("save", { ...marks, file })}</p>
          <CodeBlock label={t("run")} text={runCommand(choice)} />
          <p className="text-muted">{t(`prints.${choice.credential}`)}</p>
        </>
      )}
    </GuideSection>
  );
}

"use client";

import { Play } from "lucide-react";
import { useTranslations } from "next-intl";
import { type SubmitEvent, useState } from "react";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { Select } from "@/components/ui/select";
import { useOpenByLink } from "@/components/ui/use-open-by-link";

type Props = {
  portals: readonly { id: string; name: string }[];
  isPending: boolean;
  /** @param portalId undefined: all enabled ones */
  start: (portalId: string | undefined) => void;
};

/** Asks which portals an import is about. */
export function StartImport({ portals, isPending, start }: Props) {
  const t = useTranslations("serverTasks");
  const common = useTranslations("common");
  const [isOpen, setOpen] = useState(false);
  useOpenByLink({ import: () => setOpen(true) });
  const [chosen, setChosen] = useState("");
  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    setOpen(false);
    start(chosen || undefined);
  };
  return (
    <>
      <Button icon={<Play aria-hidden />} isPending={isPending} onClick={() => setOpen(true)}>
        {t("runNow")}
      </Button>
      <Dialog isOpen={isOpen} onOpenChange={setOpen} title={t("start.title")}>
        <form onSubmit={submit} className="flex flex-col gap-4 pb-2">
          <Select
            label={t("start.which")}
            help={t("start.help")}
            value={chosen}
            onChange={(event) => setChosen(event.target.value)}
            options={[
              { value: "", label: t("start.all") },
              ...portals.map(({ id, name }) => ({ value: id, label: name })),
            ]}
          />
          <div className="flex flex-wrap justify-end gap-2">
            <Button type="submit" appearance="primary">
              {t("start.submit")}
            </Button>
            <Button onClick={() => setOpen(false)}>{common("cancel")}</Button>
          </div>
        </form>
      </Dialog>
    </>
  );
}

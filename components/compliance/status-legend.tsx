"use client";

import { CircleHelp } from "lucide-react";
import { useTranslations } from "next-intl";
import { type ReactNode, useState } from "react";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";

/** Opens the explanation of all statuses. */
export function StatusLegend({ children }: { children: ReactNode }) {
  const t = useTranslations("compliance.legend");
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <Button appearance="subtle" icon={<CircleHelp aria-hidden />} onClick={() => setOpen(true)}>
        {t("open")}
      </Button>
      <Dialog isOpen={isOpen} onOpenChange={setOpen} title={t("title")} width="wide">
        {children}
      </Dialog>
    </>
  );
}

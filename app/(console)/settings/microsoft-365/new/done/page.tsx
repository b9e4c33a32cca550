import { getTranslations } from "next-intl/server";
import { DoneStep } from "@/components/portals/wizard/done-step";
import { requireAccount } from "@/lib/auth/session";
import { utcDay } from "@/lib/portals/utc-day";
import { createPortal, previewTakeUp, startImport } from "../../actions";

export async function generateMetadata() {
  return { title: (await getTranslations("portals.new"))("title") };
}

export default async function AddDoneStepPage() {
  await requireAccount("administrator");
  return <DoneStep today={utcDay(new Date())} {...{ previewTakeUp, createPortal, startImport }} />;
}

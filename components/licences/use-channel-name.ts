import { useTranslations } from "next-intl";
import { builtInChannels } from "@/lib/licences/channels";

/** Built-in channels have a text in each language, own ones the name that people gave them. */
export function useChannelName(): (channel: { name: string; isBuiltIn: boolean }) => string {
  const t = useTranslations("licences.channels");
  return ({ name, isBuiltIn }) => {
    const key = isBuiltIn ? builtInChannels.find((each) => each === name) : undefined;
    return key ? t(key) : name;
  };
}

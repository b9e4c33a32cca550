import { preferenceMaxAgeSeconds, timeZoneCookie } from "@/lib/i18n/locale-names";

/** Runs before anything is drawn, so that every later page comes with its times in this zone at once. */
const script = `try{document.cookie="${timeZoneCookie}="+encodeURIComponent(Intl.DateTimeFormat().resolvedOptions().timeZone)+"; path=/; max-age=${preferenceMaxAgeSeconds}; samesite=lax"}catch{}`;

/** Tells the server in which zone to write times. @param nonce of the page's content security policy */
export function TimeZoneScript({ nonce }: { nonce: string | undefined }) {
  return (
    // The browser takes the nonce away once it has read it, so React finds another one.
    // biome-ignore lint/security/noDangerouslySetInnerHtml: a constant of ours, and too early for a module
    <script nonce={nonce} suppressHydrationWarning dangerouslySetInnerHTML={{ __html: script }} />
  );
}

/** A circle of names that go together, and the language its people have set. */
export type NameCircle = { weight: number; language: string; given: readonly string[]; surnames: readonly string[] };

const words = (text: string) => text.trim().split(/\s+/);

export const NAME_CIRCLES: readonly NameCircle[] = [
  {
    weight: 58,
    language: "de-DE",
    given: words(`Anna Jörg Käthe Günter Jürgen Sören Björn Lukas Leon Finn Paul Jonas Maximilian Felix Moritz Tobias
      Matthias Andreas Stefan Thomas Michael Wolfgang Uwe Dirk Holger Ingo Sven Torsten Marie Sophie Lena Laura Hannah
      Johanna Katharina Franziska Charlotte Greta Ursula Sabine Petra Birgit Heike Anke Silke Monika Renate Rüdiger
      Jannik Niklas Till Hauke Fenja Wiebke Antje Bärbel Gülay Veronika Theresa Ansgar Konstantin Kilian Nele Mia`),
    surnames: words(`Müller Schmidt Schneider Fischer Weber Meyer Wagner Becker Schulz Hoffmann Schäfer Koch Bauer
      Richter Klein Wolf Schröder Neumann Schwarz Zimmermann Braun Krüger Hofmann Hartmann Lange Schmitt Werner Krause
      Lehmann Köhler Herrmann König Walter Mayer Huber Kaiser Fuchs Peters Lang Scholz Möller Weiß Jung Hahn Vogel
      Schubert Roth Beck Lorenz Baumann Franke Albrecht Schuster Böhm Winter Kraus Schumacher Krämer Vogt Jäger
      Dörr Löffler Nußbaum Großmann Voß Thöne Süß Brückner Körner Grünewald`),
  },
  {
    weight: 18,
    language: "en-GB",
    given: words(`Oliver Harry George Noah Jack Amelia Olivia Isla Emily Ava Lily Jessica Thomas James William Henry
      Charlotte Grace Daisy Freya Callum Ewan Fiona Rhys Siân Aoife Niamh Declan Priya Arjun Zara`),
    surnames: words(`Smith Jones Taylor Brown Williams Wilson Johnson Davies Patel Robinson Wright Thompson Evans Walker
      White Roberts Green Hall Wood Jackson Clarke Hughes Edwards Turner Hill Cooper Ward Morris O'Brien MacDonald`),
  },
  {
    weight: 8,
    language: "pl-PL",
    given: words("Piotr Paweł Łukasz Michał Agnieszka Małgorzata Katarzyna Zofia Jan Stanisław Elżbieta Grażyna"),
    surnames: words("Nowak Kowalski Wiśniewska Wójcik Kamiński Lewandowska Zieliński Szymańska Woźniak Dąbrowski"),
  },
  {
    weight: 6,
    language: "fr-FR",
    given: words("Chloé Léa Hélène René François Élodie Théo Mathéo Inès Benoît Gaëlle Jérôme"),
    surnames: words("Martin Bernard Dubois Lefèvre Moreau Garçon Rousseau Béranger Noël Chevalier Gautier"),
  },
  {
    weight: 5,
    language: "tr-TR",
    given: words("Ayşe Mehmet Zeynep Özgür Emre Çiğdem Şule Burak Ümit Gökhan İpek Deniz"),
    surnames: words("Yılmaz Kaya Demir Şahin Çelik Yıldız Öztürk Aydın Özdemir Arslan Doğan"),
  },
  {
    weight: 5,
    language: "es-ES",
    given: words("Sofía José María Íñigo Begoña Álvaro Nuria Joaquín Lucía Andrés Martín Noelia"),
    surnames: words("García Fernández González Rodríguez López Martínez Sánchez Pérez Gómez Muñoz Ibáñez"),
  },
];

const TRANSLITERATED: Record<string, string> = {
  ä: "ae",
  ö: "oe",
  ü: "ue",
  ß: "ss",
  ł: "l",
  ı: "i",
  ø: "o",
  æ: "ae",
};

/** A name as the local part of an address: "Jürgen Weiß" becomes "juergen.weiss". */
export function toMailName(...parts: string[]): string {
  return parts
    .map((part) =>
      part
        .toLocaleLowerCase("en")
        .replace(/[äöüßłıøæ]/g, (letter) => TRANSLITERATED[letter] ?? letter)
        .normalize("NFD")
        .replace(/[^a-z0-9-]/g, ""),
    )
    .join(".");
}

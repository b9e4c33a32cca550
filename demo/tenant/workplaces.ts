export type Office = {
  weight: number;
  city: string;
  /** Free text in the directory: some write the English, some the German name. */
  country: string;
  usageLocation: string;
  buildings: readonly string[];
};

export const OFFICES: readonly Office[] = [
  { weight: 30, city: "München", country: "Deutschland", usageLocation: "DE", buildings: ["M1", "M2", "M3"] },
  { weight: 16, city: "Köln", country: "Deutschland", usageLocation: "DE", buildings: ["K1", "K2"] },
  { weight: 12, city: "Hamburg", country: "Germany", usageLocation: "DE", buildings: ["HH Hafen"] },
  { weight: 9, city: "Düsseldorf", country: "Germany", usageLocation: "DE", buildings: ["D1"] },
  { weight: 6, city: "Wien", country: "Österreich", usageLocation: "AT", buildings: ["Wien Mitte"] },
  { weight: 5, city: "Zürich", country: "Schweiz", usageLocation: "CH", buildings: ["ZH Oerlikon"] },
  { weight: 10, city: "London", country: "United Kingdom", usageLocation: "GB", buildings: ["Old Street", "Annexe"] },
  { weight: 5, city: "Kraków", country: "Poland", usageLocation: "PL", buildings: ["KRK"] },
  { weight: 4, city: "Lyon", country: "France", usageLocation: "FR", buildings: ["Part-Dieu"] },
  { weight: 3, city: "Seattle", country: "United States", usageLocation: "US", buildings: ["Union St"] },
];

export type Department = {
  weight: number;
  name: string;
  titles: readonly string[];
  /** People at a line or a ramp, who get the front-line licence. */
  isFrontline: boolean;
};

const office = (weight: number, name: string, ...titles: string[]): Department => ({
  weight,
  name,
  titles,
  isFrontline: false,
});
const floor = (weight: number, name: string, ...titles: string[]): Department => ({
  ...office(weight, name, ...titles),
  isFrontline: true,
});

export const DEPARTMENTS: readonly Department[] = [
  floor(17, "Produktion", "Anlagenführer", "Schichtleitung", "Maschinenbediener", "Mechatronikerin"),
  floor(10, "Logistik", "Lagerist", "Disponentin", "Versandleitung"),
  floor(5, "Qualitätssicherung", "Prüferin", "Prüftechniker", "QS-Leitung"),
  office(15, "Vertrieb", "Account Manager", "Key Account Manager", "Vertriebsinnendienst", "Regional Sales Lead"),
  office(11, "Forschung & Entwicklung", "Entwicklungsingenieur", "Konstrukteurin", "Principal Engineer"),
  office(8, "IT", "Systemadministrator", "Service Desk Agent", "Cloud Architect", "IT-Leitung"),
  office(8, "Customer Service", "Support Specialist", "Team Lead Support", "Field Engineer"),
  office(6, "Marketing", "Brand Manager", "Content Manager", "Event Manager"),
  office(5, "Einkauf", "Einkäufer", "Strategische Einkäuferin", "Category Manager"),
  office(4, "Controlling", "Controllerin", "Business Analyst"),
  office(4, "Finanzbuchhaltung", "Buchhalter", "Bilanzbuchhalterin", "Accounts Payable Clerk"),
  office(4, "Personal", "HR Business Partner", "Recruiterin", "Personalreferent"),
  office(2, "Recht & Compliance", "Syndikusrechtsanwältin", "Legal Counsel", "Datenschutzbeauftragter"),
  office(1, "Geschäftsführung", "Geschäftsführerin", "Assistenz der Geschäftsführung", "Chief Financial Officer"),
];

export const ROOMS: readonly string[] = [
  "Alpspitze",
  "Zugspitze",
  "Watzmann",
  "Brocken",
  "Feldberg",
  "Ben Nevis",
  "Elbe",
  "Rhein",
  "Isar",
  "Themse",
  "Große Runde",
  "Werkstattblick",
];

export const MAILBOXES: readonly string[] = [
  "Rechnungseingang",
  "Bewerbungen",
  "Info",
  "Empfang",
  "Bestellungen",
  "Service",
  "Datenschutz",
  "Messe",
  "Newsletter",
  "Übersetzungen",
];

export const PARTNER_DOMAINS: readonly string[] = [
  "fabrikam.com",
  "northwindtraders.com",
  "adatum.de",
  "tailspintoys.com",
  "wingtip-soehne.de",
  "litware.co.uk",
];

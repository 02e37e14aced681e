import { createHash } from 'node:crypto';

/**
 * Fictional customers and their projects. Domains are reserved for examples (example.com, RFC 2606), and so are the phone
 * numbers.
 */

type Choices<T> = readonly [T, ...T[]];

const customers: Choices<{
  name: string;
  industry: string;
  country: string;
  state?: string;
  city: string;
  postalCode: string;
  street: string;
}> = [
  customer(
    'Northwind Freight',
    'Transportation and Logistics',
    'US',
    'Seattle',
    '98101',
    '1200 Pine Street',
    'Washington',
  ),
  customer('Bluebird Grocers', 'Retail', 'US', 'Austin', '78701', '410 Congress Avenue', 'Texas'),
  customer('Alpenglow Hotels', 'Travel', 'CH', 'Zurich', '8001', 'Bahnhofstrasse 12'),
  customer('Hafenlicht Versicherung', 'Financial Services', 'DE', 'Hamburg', '20457', 'Am Sandtorkai 5'),
  customer('Lumen Diagnostics', 'Healthcare', 'GB', 'Leeds', 'LS1 4DY', '22 Park Row'),
  customer('Cascadia Robotics', 'Manufacturing', 'US', 'Portland', '97204', '88 Oak Street', 'Oregon'),
  customer(
    'Meridian Media Group',
    'Media and Entertainment',
    'CA',
    'Toronto',
    'M5V 2T6',
    '300 King Street West',
    'Ontario',
  ),
  customer('Verde Energia', 'Energy - Power and Utilities', 'ES', 'Bilbao', '48001', 'Gran Via 14'),
  customer('Kookaburra Learning', 'Education', 'AU', 'Melbourne', '3000', '120 Collins Street', 'Victoria'),
  customer('Sakura Components', 'Computers and Electronics', 'JP', 'Osaka', '530-0001', '2-1 Umeda'),
  customer(
    'Redwood Mutual',
    'Financial Services',
    'US',
    'Sacramento',
    '95814',
    '700 Capitol Mall',
    'California',
  ),
  customer('Petrel Airlines', 'Aerospace', 'IE', 'Dublin', 'D02 X285', '9 Harcourt Road'),
];

function customer(
  name: string,
  industry: string,
  country: string,
  city: string,
  postalCode: string,
  street: string,
  state?: string,
) {
  return { name, industry, country, city, postalCode, street, ...(state !== undefined && { state }) };
}

const projects: Choices<{ title: string; useCase: string; problem: string; need: string }> = [
  {
    title: 'Data lake for reporting',
    useCase: 'AI Machine Learning and Analytics',
    problem: 'Figures come from nine systems by hand, so that each month ends with a week of spreadsheets.',
    need: 'Co-Sell - Architectural Validation',
  },
  {
    title: 'Leaving the data center',
    useCase: 'Migration / Database Migration',
    problem:
      'The lease of the data center ends next year, and 140 servers have to move without a weekend of downtime.',
    need: 'Co-Sell - Technical Consultation',
  },
  {
    title: 'Customer service assistant',
    useCase: 'AI Machine Learning and Analytics',
    problem: 'Callers wait eleven minutes on average, and most of them ask for what stands in the manuals.',
    need: 'Co-Sell - Total Cost of Ownership Evaluation',
  },
  {
    title: 'Backup across regions',
    useCase: 'Business Applications & Contact Center',
    problem: 'A test of the recovery took three days, and the regulator now asks for four hours.',
    need: 'Co-Sell - Deal Support',
  },
  {
    title: 'Telemetry from machines',
    useCase: 'IOT',
    problem: 'Machines stand still without a warning, since what they measure is read once a day.',
    need: 'Co-Sell - Architectural Validation',
  },
  {
    title: 'A faster web shop',
    useCase: 'Containers & Serverless',
    problem: 'The shop answers slowly whenever there is a campaign, and one in five customers leaves.',
    need: 'Co-Sell - Pricing Assistance',
  },
];

const people: Choices<{ first: string; last: string; title: string }> = [
  { first: 'Mary', last: 'Major', title: 'Chief Technology Officer' },
  { first: 'Richard', last: 'Roe', title: 'Head of Infrastructure' },
  { first: 'Saanvi', last: 'Sarkar', title: 'Director of Data' },
  { first: 'Wang', last: 'Xiulan', title: 'VP Engineering' },
  { first: 'Carlos', last: 'Salazar', title: 'IT Manager' },
  { first: 'Nikki', last: 'Wolf', title: 'Head of Digital' },
];

const sources: Choices<{ type: string; name: string; action: string }> = [
  { type: 'Event', name: 'AWS re:Invent', action: 'Attended a session' },
  { type: 'Webinar', name: 'Modernization in Practice', action: 'Asked for a call' },
  { type: 'Campaign', name: 'Migration Assessment', action: 'Downloaded the guide' },
];

/** A pseudo-random generator: the same seed gives the same numbers and choices. */
const drawFrom = (seed: string) => {
  const bytes = createHash('sha256').update(seed).digest();
  let at = 0;
  const number = (): number => bytes.readUInt16BE((at++ * 2) % (bytes.length - 1));
  const choose = <T>(choices: Choices<T>): T => choices[number() % choices.length] ?? choices[0];
  return { number, choose };
};

/** A fictional person with a mail address at `domain`; the same for the same seed. */
export const madeUpPerson = (seed: string, domain: string) => {
  const { choose } = drawFrom(seed);
  const [firstName, lastName] = [choose(people).first, choose(people).last];
  return { firstName, lastName, email: `${firstName}.${lastName}@${domain}`.toLowerCase() };
};

/** A fictional customer with a project, a contact and a lead's source; the same for the same seed. */
export const madeUp = (seed: string) => {
  const { number, choose } = drawFrom(seed);
  const customer = choose(customers);
  const slug = customer.name.toLowerCase().replaceAll(' ', '-');
  const person = choose(people);
  return {
    /** `called` is the short name, its first word. */
    customer: {
      ...customer,
      called: customer.name.split(' ', 1)[0] ?? '',
      website: `https://${slug}.example.com`,
    },
    project: choose(projects),
    source: choose(sources),
    contact: {
      FirstName: person.first,
      LastName: person.last,
      BusinessTitle: person.title,
      Email: `${person.first}.${person.last}@${slug}.example.com`.toLowerCase(),
      Phone: `+1206555${String(100 + (number() % 100)).padStart(4, '0')}`,
    },
    /** US dollars a month. */
    monthlySpend: (2 + (number() % 48)) * 1_000,
    /** From now. */
    daysToClose: 60 + (number() % 180),
  };
};

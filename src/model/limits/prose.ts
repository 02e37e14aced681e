import * as sdk from '@aws-sdk/client-partnercentral-selling';

/**
 * Values that the API accepts but that are in no enum of the SDK, only in the comments of its types and in the API
 * reference. `test/model/prose.test.ts` fails if an upgrade changes such a comment.
 */

/** Address.StateOrRegion of the United States only. SDK comment; seen: `Dist. of Columbia`, never `DC`. */
export const states = [
  ...['Alabama', 'Alaska', 'American Samoa', 'Arizona', 'Arkansas', 'California', 'Colorado', 'Connecticut'],
  ...[
    'Delaware',
    'Dist. of Columbia',
    'Federated States of Micronesia',
    'Florida',
    'Georgia',
    'Guam',
    'Hawaii',
  ],
  ...['Idaho', 'Illinois', 'Indiana', 'Iowa', 'Kansas', 'Kentucky', 'Louisiana', 'Maine', 'Marshall Islands'],
  ...['Maryland', 'Massachusetts', 'Michigan', 'Minnesota', 'Mississippi', 'Missouri', 'Montana', 'Nebraska'],
  ...['Nevada', 'New Hampshire', 'New Jersey', 'New Mexico', 'New York', 'North Carolina', 'North Dakota'],
  ...['Northern Mariana Islands', 'Ohio', 'Oklahoma', 'Oregon', 'Palau', 'Pennsylvania', 'Puerto Rico'],
  ...['Rhode Island', 'South Carolina', 'South Dakota', 'Tennessee', 'Texas', 'Utah', 'Vermont', 'Virginia'],
  ...[
    'Virgin Islands',
    'Washington',
    'West Virginia',
    'Wisconsin',
    'Wyoming',
    'APO/AE',
    'AFO/FPO',
    'FPO, AP',
  ],
];

/** Project.CustomerUseCase. SDK comment. */
const documentedUseCases = [
  'AI Machine Learning and Analytics',
  'Archiving',
  'Big Data: Data Warehouse/Data Integration/ETL/Data Lake/BI',
  'Blockchain',
  'Business Applications: Mainframe Modernization',
  'Business Applications & Contact Center',
  'Business Applications & SAP Production',
  'Centralized Operations Management',
  'Cloud Management Tools',
  'Cloud Management Tools & DevOps with Continuous Integration & Continuous Delivery (CICD)',
  'Configuration, Compliance & Auditing',
  'Connected Services',
  'Containers & Serverless',
  'Content Delivery & Edge Services',
  'Database',
  'Edge Computing/End User Computing',
  'Energy',
  'Enterprise Governance & Controls',
  'Enterprise Resource Planning',
  'Financial Services',
  'Healthcare and Life Sciences',
  'High Performance Computing',
  'Hybrid Application Platform',
  'Industrial Software',
  'IOT',
  'Manufacturing, Supply Chain and Operations',
  'Media & High performance computing (HPC)',
  'Migration/Database Migration',
  'Monitoring, logging and performance',
  'Monitoring & Observability',
  'Networking',
  'Outpost',
  'SAP',
  'Security & Compliance',
  'Storage & Backup',
  'Training',
  'VMC',
  'VMWare',
  'Web development & DevOps',
];

/**
 * How AWS itself spells three of them: in its list of standard values, in the form of its samples
 * (aws-samples/partner-crm-integration-samples), and in its error message as one program reports it.
 */
const spacedUseCases = [
  'Big Data: Data Warehouse / Data Integration / ETL / Data Lake / BI',
  'Edge Computing / End User Computing',
  'Migration / Database Migration',
];

/** Project.CustomerUseCase, in both spellings if the sources disagree. */
export const customerUseCases = [...documentedUseCases, ...spacedUseCases];

/** Marketing.UseCases. SDK comment. */
export const marketingUseCases = [
  ...['AI/ML', 'Analytics', 'Application Integration', 'Blockchain', 'Business Applications'],
  ...['Cloud Financial Management', 'Compute', 'Containers', 'Customer Engagement', 'Databases'],
  ...['Developer Tools', 'End User Computing', 'Front End Web & Mobile', 'Game Tech', 'IoT'],
  ...['Management & Governance', 'Media Services', 'Migration & Transfer', 'Networking & Content Delivery'],
  ...['Quantum Technologies', 'Robotics', 'Satellite', 'Security', 'Serverless', 'Storage', 'VR & AR'],
];

/** Project.ApnPrograms. SDK comment. */
export const apnPrograms = [
  ...['APN Immersion Days', 'APN Solution Space', 'ATO (Authority to Operate)', 'AWS Marketplace Campaign'],
  ...['IS Immersion Day SFID Program', 'ISV Workload Migration', 'Migration Acceleration Program', 'P3'],
  ...['Partner Launch Initiative', 'Partner Opportunity Acceleration Funded', 'The Next Smart'],
  ...['VMware Cloud on AWS', 'Well-Architected', 'Windows', 'Workspaces/AppStream Accelerator Program'],
  ...['WWPS NDPP'],
];

/**
 * ExpectedCustomerSpend.CurrencyCode. SDK comment. MonetaryValue.CurrencyCode has the same comment for software revenue,
 * but AWS's own form offers every currency of the enum there, so the enum applies.
 */
export const spendCurrencies = ['USD', 'EUR'];

/**
 * PrimaryNeedsFromAws. AWS returns the last one for an opportunity that is For Visibility Only (seen: GetOpportunity); the
 * enum no longer has it.
 */
export const primaryNeeds = [
  ...Object.values(sdk.PrimaryNeedFromAws),
  'Do Not Need Support from AWS Sales Rep',
];

/** ExpectedCustomerSpend.Frequency: None for a total contract value. SDK comment; the enum has Monthly only. */
export const spendFrequencies = ['Monthly', 'None'];

/** LeadInsights.LeadReadinessScore and ProspectingInsights.MarketplaceEngagementScore. SDK comments. */
export const scores = ['Low', 'Medium', 'High'];

/** ExpectedContractDuration.Value: minimum and maximum, in months. SDK comment. */
export const contractMonths = [1, 144] as const;

import Container from '@cloudscape-design/components/container';
import Header from '@cloudscape-design/components/header';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { CopyId } from '../../parts/copy-id.tsx';
import { DataTable } from '../../parts/data-table.tsx';
import { Facts, listed } from '../../parts/facts.tsx';
import { WebLink } from '../../parts/web-link.tsx';
import { words } from '../../words.ts';
import type { Opportunity } from './target.ts';

const { customer } = words.opportunity;

const nameOf = (person: { FirstName?: string | null; LastName?: string | null }): string =>
  [person.FirstName, person.LastName].filter(Boolean).join(' ') || words.none;

/** Who the customer is, and its people. */
export const CustomerTab = ({ opportunity }: { opportunity: Opportunity }) => {
  const account = opportunity.Customer?.Account;
  const address = account?.Address;
  return (
    <SpaceBetween size="l">
      <Container header={<Header variant="h2">{customer.title}</Header>}>
        <Facts
          facts={[
            [customer.company, account?.CompanyName],
            [customer.industry, listed([account?.Industry, account?.OtherIndustry])],
            [customer.website, <WebLink key="site" to={account?.WebsiteUrl} />],
            [customer.awsAccount, account?.AwsAccountId && <CopyId id={account.AwsAccountId} />],
            [customer.duns, account?.Duns],
            [customer.nationalSecurity, opportunity.NationalSecurity],
            [
              customer.address,
              listed([
                address?.StreetAddress,
                address?.City,
                address?.StateOrRegion,
                address?.PostalCode,
                address?.CountryCode,
              ]),
            ],
          ]}
        />
      </Container>
      <DataTable
        label={customer.contacts}
        header={<Header variant="h2">{customer.contacts}</Header>}
        items={(opportunity.Customer?.Contacts ?? []).map((contact, index) => ({ ...contact, index }))}
        keyOf={({ index }) => String(index)}
        empty={customer.noContacts}
        columns={[
          { id: 'name', header: customer.name, cell: nameOf, isRowHeader: true },
          { id: 'title', header: customer.role, cell: ({ BusinessTitle }) => BusinessTitle || words.none },
          { id: 'email', header: customer.email, cell: ({ Email }) => Email || words.none },
          { id: 'phone', header: customer.phone, cell: ({ Phone }) => Phone || words.none },
        ]}
      />
    </SpaceBetween>
  );
};

// Reads the report of the test run: prints how many passed, failed and were skipped, and on standard error which were skipped.
const { readFileSync } = require('node:fs');

const { numPassedTests, numFailedTests, testResults } = JSON.parse(readFileSync(process.argv[2], 'utf8'));
const skipped = testResults.flatMap(({ assertionResults }) =>
  assertionResults.filter(({ status }) => status !== 'passed' && status !== 'failed'),
);
for (const { fullName } of skipped) console.error(`== SKIPPED: ${fullName}`);
console.log(numPassedTests, numFailedTests, skipped.length);

// Reads the report of the test run. Prints how many tests passed, failed and were skipped, and to standard error the name of
// each failed or skipped test, with the first lines of each failure.
const { readFileSync } = require('node:fs');
const { relative } = require('node:path');

const { numPassedTests, numFailedTests, testResults } = JSON.parse(readFileSync(process.argv[2], 'utf8'));
const firstLines = (text = '') => text.split('\n').slice(0, 12).join('\n    ');

let skipped = 0;
for (const { name, status, message, assertionResults } of testResults) {
  const file = relative(process.cwd(), name);
  for (const { fullName, status, failureMessages = [] } of assertionResults) {
    if (status === 'failed')
      console.error(`== FAILED: ${file}: ${fullName}\n    ${firstLines(failureMessages[0])}`);
    else if (status !== 'passed') console.error(`== SKIPPED: ${file}: ${fullName}`);
    if (status !== 'passed' && status !== 'failed') skipped += 1;
  }
  // If a file cannot be loaded or a hook fails, the file fails without a failed test.
  if (status === 'failed' && !assertionResults.some(({ status }) => status === 'failed')) {
    console.error(`== FAILED: ${file}\n    ${firstLines(message)}`);
  }
}
console.log(numPassedTests, numFailedTests, skipped);

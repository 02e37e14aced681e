// Reads the report of the test run: prints how many tests passed, failed and were skipped; on standard error the name of each
// test that failed or was skipped, and the first lines of what was wrong.
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
  // A file that could not be loaded, or whose hooks failed, has failed without a failed test.
  if (status === 'failed' && !assertionResults.some(({ status }) => status === 'failed')) {
    console.error(`== FAILED: ${file}\n    ${firstLines(message)}`);
  }
}
console.log(numPassedTests, numFailedTests, skipped);

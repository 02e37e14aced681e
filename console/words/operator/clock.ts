/** Of the operator's page of the clock. */
export const clock = {
  description: 'Wait fifteen days in a second: every timer of the server follows this clock.',
  help: 'Invitations expire, reviews are decided and tasks time out by the server’s clock. Moving it affects all accounts. It cannot go back behind what has happened already.',
  now: 'The server’s time',
  state: 'State',
  offset: 'Compared with the machine',
  runs: 'Runs',
  isFrozen: 'Stands still',
  freeze: 'Freeze',
  resume: 'Resume',
  frozen: 'The clock stands still.',
  resumed: 'The clock runs again.',
  advance: 'Advance',
  advanced: (by: string) => `The clock went ${by} ahead. What became due has happened.`,
  byHand: 'Advance by any time',
  set: 'Set to a moment',
  moved: 'The clock was moved.',
  ahead: (offsetMs: number) => {
    const seconds = Math.round(Math.abs(offsetMs) / 1_000);
    if (seconds === 0) return 'The same';
    const days = Math.floor(seconds / 86_400);
    const hours = Math.floor((seconds % 86_400) / 3_600);
    const minutes = Math.floor((seconds % 3_600) / 60);
    const parts = [
      days && `${days} d`,
      hours && `${hours} h`,
      minutes && `${minutes} min`,
      seconds < 3_600 && seconds % 60 && `${seconds % 60} s`,
    ];
    return `${parts.filter(Boolean).join(' ')} ${offsetMs > 0 ? 'ahead' : 'behind'}`;
  },
};

// Tells how the tests went in few lines, and at the end as `cargo test` does, which
// `tests/run` counts. What could not be run is a line of its own, with its reason.

export default async function* report(events) {
  const counts = { passed: 0, failed: 0 };
  for await (const { type, data } of events) {
    // A file stands around its tests, and fails with them or by itself.
    const isFile = data.details?.type === "suite" || /\.test\.mjs$/.test(data.name ?? "");
    const seconds = ((data.details?.duration_ms ?? 0) / 1000).toFixed(1);
    if (type === "test:pass" && data.skip !== undefined) {
      yield `skipped: ${data.name}: ${data.skip}\n`;
    } else if (type === "test:pass" && !isFile) {
      counts.passed += 1;
      yield `test ${data.name} ... ok (${seconds} s)\n`;
    } else if (type === "test:fail") {
      const cause = data.details.error.cause ?? data.details.error;
      // A file whose tests failed has been told of already.
      if (isFile && data.details.error.failureType === "subtestsFailed") continue;
      counts.failed += 1;
      yield `test ${data.name} ... FAILED (${seconds} s)\n${indented(cause.stack ?? cause)}\n`;
    } else if (type === "test:stdout" || type === "test:stderr") {
      yield indented(data.message);
    }
  }
  const result = counts.failed === 0 ? "ok" : "FAILED";
  yield `\ntest result: ${result}. ${counts.passed} passed; ${counts.failed} failed; 0 ignored\n`;
}

const indented = (text) => String(text).replace(/^(?=.)/gm, "    ");

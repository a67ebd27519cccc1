// Lets a process that the tests start run our files as they are: the program starts it by a name without
// an ending, which is a `.js` file where the program is built and the `.ts` file here.
const { readFileSync } = require('node:fs');

require.extensions['.ts'] = (module, file) => {
  const { transformSync } = require('@swc/core');
  const { code } = transformSync(readFileSync(file, 'utf8'), {
    filename: file,
    jsc: { parser: { syntax: 'typescript' }, target: 'es2023' },
    module: { type: 'commonjs' },
  });
  module._compile(code, file);
};

// typst.cjs: compiles plan.typ of a folder with the compiler that npm installs. Usage: node typst.cjs FOLDER OUT.pdf FONTS
const fs = require('fs');
const { NodeCompiler } = require('@myriaddreamin/typst-ts-node-compiler');
const [folder, out, fonts] = process.argv.slice(2);
const fontBlobs = ['Regular', 'Bold'].map(face => fs.readFileSync(`${fonts}/LiberationSans-${face}.ttf`));
const compiler = NodeCompiler.create({ workspace: folder, fontArgs: [{ fontBlobs }] });
const compiled = compiler.compile({ mainFilePath: `${folder}/plan.typ` });
if (compiled.hasError()) {
  compiled.printDiagnostics();
  process.exit(1);
}
fs.writeFileSync(out, compiler.pdf(compiled.result, { pdfTags: true }));

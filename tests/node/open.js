// Opens workbooks with ExcelJS: node open.js FILE…; names those that fail, and why.
const { Workbook } = require("exceljs");

async function open(file) {
  try {
    const book = new Workbook();
    await book.xlsx.readFile(file);
    return book.worksheets.length ? "" : `${file}: no sheets`;
  } catch (error) {
    return `${file}: ${error.message}`;
  }
}

Promise.all(process.argv.slice(2).map(open)).then((told) => {
  const failed = told.filter((line) => line);
  failed.forEach((line) => console.error(line));
  process.exit(failed.length ? 1 : 0);
});

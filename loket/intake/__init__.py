"""Taking in what is uploaded, by a page or by an application: kept, put into the register, in line to be judged."""

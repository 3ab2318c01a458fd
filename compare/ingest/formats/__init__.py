"""The formats that are read, a module each; `registry` knows them all."""

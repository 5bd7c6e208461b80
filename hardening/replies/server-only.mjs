// Stands for the module that refuses to be read outside of a server.
export {}
